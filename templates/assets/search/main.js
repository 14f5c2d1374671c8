/*
 * The search page. The index is in shelves, each a Pagefind bundle of its own; all are asked and their answers merged
 * here, since Pagefind's own merging puts dates in the wrong order. The whole state is in the address.
 */

const SHOWN = 10; // results at a time
const PAUSE = 250; // milliseconds without a keystroke before a search begins
const PATIENCE = 20000; // milliseconds until a shelf that does not answer is given up
const FEW = 8; // values of a filter in sight; the others are behind "more"

const part = (id) => document.getElementById(`search_${id}`);
const clone = (id) => part(id).content.firstElementChild.cloneNode(true);

const app = part("app");
const form = part("form");
const input = part("query");
const sort = part("sort");
const boxes = new Map([...app.querySelectorAll("fieldset[data-filter]")].map((box) => [box.dataset.filter, box]));
const title = document.title;
const language = document.documentElement.lang;
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language, { numberingSystem: "latn" }); // as the pages have them
const number = (value) => numbers.format(value);

let opening = null; // the promise of all shelves, once they are asked for
let filtersMade = false;
let running = 0; // the number of the newest search; an answer to an older one is dropped
let timer = 0;
let take = async () => []; // gives the next results of the newest search

/* Words */

// What does not count has one form, "other".
function say(name, values = {}, plural = "other") {
  const item = part("words").content.querySelector(`[data-word="${name}"][data-plural="${plural}"]`);
  return item.textContent.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function sayCount(name, count, values = {}) {
  const words = part("words").content;
  const wanted = plurals.select(count);
  const plural = words.querySelector(`[data-word="${name}"][data-plural="${wanted}"]`) ? wanted : "other";
  return say(name, { ...values, count: number(count) }, plural);
}

/* State: { words, chosen: Map of filter to Set of values, order } */

function stateOfAddress() {
  const query = new URLSearchParams(location.search);
  const chosen = new Map([...boxes.keys()].map((name) => [name, new Set(query.getAll(name))]));
  return { words: (query.get("q") ?? "").trim(), chosen, order: query.get("sort") ?? "" };
}

function stateOfPage() {
  // Until the filters are made, the address alone knows what is chosen.
  const { chosen } = stateOfAddress();
  for (const [name, box] of filtersMade ? boxes : []) {
    chosen.set(name, new Set([...box.querySelectorAll("input:checked")].map((checkbox) => checkbox.value)));
  }
  return { words: input.value.trim(), chosen, order: sort.value };
}

function address({ words, chosen, order }) {
  const query = new URLSearchParams();
  if (words) query.set("q", words);
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  if (order) query.set("sort", order);
  return location.pathname + (`${query}` && `?${query}`);
}

const chosenCount = ({ chosen }) => [...chosen.values()].reduce((sum, values) => sum + values.size, 0);

/* Shelves */

function within(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no answer in time")), PATIENCE));
  return Promise.race([promise, late]);
}

async function openShelves() {
  const opened = { shelves: [], missing: 0 };
  let engine = null;
  for (const url of app.dataset.shelves.split(" ").filter(Boolean)) {
    // One after the other: all share one WebAssembly module, and setting it up twice at a time breaks both.
    try {
      const entry = await within(fetch(`${url}pagefind-entry.json`));
      if (!entry.ok) throw new Error(`${entry.url} answers ${entry.status}`);
      engine ??= await within(import(`${url}pagefind.js`));
      const instance = engine.createInstance({ basePath: url, baseUrl: "/" });
      opened.shelves.push({ instance, filters: await within(instance.filters()) });
    } catch (error) {
      opened.missing += 1;
      console.info(`The search index ${url} could not be loaded:`, error);
    }
  }
  return opened;
}

function open() {
  opening ??= openShelves().then((opened) => {
    makeFilters(opened.shelves.map((shelf) => shelf.filters));
    return opened;
  });
  return opening;
}

async function ask(shelves, words, chosen, order) {
  const filters = {};
  for (const [name, values] of chosen) if (values.size) filters[name] = { any: [...values] };
  const options = order ? { filters, sort: { date: order } } : { filters };
  const answers = await Promise.allSettled(shelves.map(({ instance }) => within(instance.search(words, options))));
  const good = answers.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
  return { good, missing: answers.length - good.length };
}

/** Put what has no date behind what has one, in the order of oldest first too: only what has a date has a year. */
async function undatedLast(shelves, words, chosen, good) {
  const years = new Set(shelves.flatMap((shelf) => Object.keys(shelf.filters.year ?? {})));
  if (!years.size || chosen.get("year")?.size) return;
  const dated = await ask(shelves, words, new Map([...chosen, ["year", years]]), "");
  const ids = new Set(dated.good.flatMap((answer) => answer.results.map((hit) => hit.id)));
  for (const answer of good) {
    answer.results.sort((one, other) => ids.has(other.id) - ids.has(one.id));
  }
}

/** Add up the counts of one filter over all shelves. */
function sum(counts) {
  const total = new Map();
  for (const count of counts) {
    for (const [value, number] of Object.entries(count ?? {})) total.set(value, (total.get(value) ?? 0) + number);
  }
  return total;
}

/** Count each filter as if nothing were chosen in it: another value of the same filter widens what is found. */
async function countFilters(shelves, words, chosen, good) {
  const counted = [...boxes.keys()].map(async (name) => {
    if (!chosen.get(name).size) return [name, sum(good.map((answer) => answer.filters[name]))];
    const others = new Map([...chosen].filter(([other]) => other !== name));
    const wider = await ask(shelves, words, others, "");
    return [name, sum(wider.good.map((answer) => answer.filters[name]))];
  });
  return new Map(await Promise.all(counted));
}

/* Merging: each gives a function that takes the next so many results, loaded; null is a result that did not load. */

const load = (hit) => within(hit.data()).catch(() => null);

function byRelevance(answers) {
  const hits = answers.flatMap((answer) => answer.results).sort((one, other) => other.score - one.score);
  return (count) => Promise.all(hits.splice(0, count).map(load));
}

function byDate(answers, direction) {
  const queues = answers.map((answer) => ({ hits: [...answer.results], ready: [] }));
  const fill = (queue, count) => {
    while (queue.ready.length < count && queue.hits.length) queue.ready.push(load(queue.hits.shift()));
  };
  const dateOf = (page) => page?.meta.date || (direction === "desc" ? "" : "9999");
  return async (count) => {
    const taken = [];
    while (taken.length < count) {
      for (const queue of queues) fill(queue, 1);
      const waiting = queues.filter((queue) => queue.ready.length);
      if (!waiting.length) break;
      const heads = await Promise.all(waiting.map((queue) => queue.ready[0]));
      let best = 0;
      heads.forEach((page, i) => {
        const [date, least] = [dateOf(page), dateOf(heads[best])];
        if (direction === "desc" ? date > least : date < least) best = i;
      });
      // Dates seldom lie in two shelves, so what follows is most likely in the same one.
      fill(waiting[best], count - taken.length + 1);
      taken.push(await waiting[best].ready.shift());
    }
    return taken;
  };
}

/* Filters on the page */

function makeFilters(all) {
  const state = stateOfAddress();
  for (const [name, box] of boxes) {
    const counts = sum(all.map((filters) => filters[name]));
    for (const value of state.chosen.get(name)) if (!counts.has(value)) counts.set(value, 0);
    const values = [...counts.keys()].sort(
      name === "year" ? (a, b) => b.localeCompare(a) : (a, b) => counts.get(b) - counts.get(a) || a.localeCompare(b),
    );
    const items = values.map((value) => choice(name, value, counts.get(value)));
    box.append(list(items.slice(0, FEW)));
    if (items.length > FEW) {
      const more = document.createElement("details");
      const label = document.createElement("summary");
      label.textContent = sayCount("more_values", items.length - FEW);
      more.append(label, list(items.slice(FEW)));
      box.append(more);
    }
    box.hidden = values.length < (name === "language" ? 2 : 1);
  }
  part("filters").hidden = [...boxes.values()].every((box) => box.hidden);
  part("filters").open = matchMedia("(min-width: 60em)").matches;
  filtersMade = true;
  check(state);
}

function list(items) {
  const made = document.createElement("ul");
  made.append(...items);
  return made;
}

function choice(name, value, count) {
  const item = clone("choice");
  const checkbox = item.querySelector("input");
  checkbox.name = name;
  checkbox.value = value;
  item.querySelector("bdi").textContent = value;
  item.querySelector(".number").textContent = number(count);
  return item;
}

function showCounts(counted) {
  for (const [name, box] of boxes) {
    for (const item of box.querySelectorAll("li")) {
      const count = counted.get(name)?.get(item.querySelector("input").value) ?? 0;
      item.querySelector(".number").textContent = number(count);
      item.classList.toggle("zero", count === 0);
    }
  }
}

/** Check the boxes that `state` says. */
function check({ chosen }) {
  for (const [name, box] of boxes) {
    for (const checkbox of box.querySelectorAll("input")) checkbox.checked = chosen.get(name).has(checkbox.value);
    for (const more of box.querySelectorAll("details")) more.open ||= more.querySelector("input:checked") !== null;
  }
}

function showChosen(state) {
  const count = chosenCount(state);
  part("chosen").textContent = count ? sayCount("chosen", count) : "";
  part("clear").hidden = count === 0;
}

/** Make the fields of the page say what `state` says. */
function showState(state) {
  if (input.value.trim() !== state.words) input.value = state.words;
  sort.value = state.order;
  if (sort.selectedIndex < 0) sort.value = "";
  check(state);
}

/* Results on the page */

function result(page) {
  const item = clone("result");
  if (page === null) {
    item.replaceChildren(say("lost"));
    item.removeAttribute("data-search-result");
    return item;
  }
  const { meta } = page;
  const link = item.querySelector("a");
  link.href = meta.address;
  speak(link.querySelector("bdi"), meta).textContent = meta.title;
  item.querySelector(".kind").textContent = meta.kind;
  const date = item.querySelector("time");
  date.dateTime = meta.date ?? "";
  date.textContent = meta.date_text ?? "";
  if (!meta.date) date.remove();
  const badges = badgesOf(meta);
  item.querySelector(".badges").append(...badges);
  if (!badges.length) item.querySelector(".badges").remove();
  const words = speak(item.querySelector(".summary bdi"), meta);
  words.replaceChildren(...marked(page.excerpt));
  return item;
}

function speak(element, { language, direction }) {
  if (language) element.lang = language;
  if (direction) element.dir = direction;
  return element;
}

function badgesOf(meta) {
  let badges = [];
  try {
    badges = JSON.parse(meta.badges || "[]");
  } catch {
    // A result without its badges is still a result.
  }
  return badges.map(({ word, verdict, tone, reviewer }) => {
    const item = clone(part(`badge_${tone}`) ? `badge_${tone}` : "badge_unknown");
    item.querySelector(".badge").dataset.verdict = verdict;
    item.querySelector(".badge bdi").textContent = word;
    if (reviewer) item.querySelector(".by bdi").textContent = reviewer;
    else item.querySelector(".by").remove();
    return item;
  });
}

/** Make nodes of Pagefind's excerpt, whose only markup is <mark>, so that no content can ever become markup. */
function marked(excerpt) {
  const text = (html) => html.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return excerpt.split(/<mark>(.*?)<\/mark>/s).map((piece, i) => {
    if (i % 2 === 0) return text(piece);
    const mark = document.createElement("mark");
    mark.textContent = text(piece);
    return mark;
  });
}

async function showMore(count, focus) {
  const number = running;
  const pages = await take(count);
  if (number !== running) return;
  const items = pages.map(result);
  part("results").append(...items);
  const shown = part("results").children.length;
  part("more").hidden = shown >= Number(part("results").dataset.total);
  history.replaceState({ shown }, "");
  // The button may be gone, and who reads by ear wants to go on where the new results begin.
  if (focus) items[0]?.querySelector("a")?.focus();
}

function show({ status = "", trouble = "", found = false, lists = false }) {
  part("status").textContent = status;
  part("trouble").textContent = trouble;
  part("trouble").hidden = !trouble;
  part("found").hidden = !found;
  part("lists").hidden = !lists;
}

/* Searching */

async function run(state, shown = SHOWN) {
  clearTimeout(timer);
  running += 1;
  const number = running;
  document.title = state.words ? `${state.words} – ${title}` : title;
  showChosen(state);
  if (!state.words) {
    part("results").replaceChildren();
    show({ status: chosenCount(state) ? say("wordless") : "", lists: true });
    if (!opening) return;
    const { shelves } = await open();
    if (number === running) showCounts(new Map([...boxes.keys()].map((name) => [name, sum(shelves.map((s) => s.filters[name]))])));
    return;
  }
  const waiting = setTimeout(() => {
    if (number === running) part("status").textContent = say(filtersMade ? "searching" : "loading");
  }, 400);
  try {
    await search(state, number, shown);
  } catch (error) {
    console.info("The search failed:", error);
    if (number === running) show({ trouble: say("failed"), lists: true });
  } finally {
    clearTimeout(waiting);
  }
}

async function search(state, number, shown) {
  const { shelves, missing } = await open();
  if (number !== running) return;
  if (!shelves.length) {
    show({ trouble: say("broken"), lists: true });
    return;
  }
  const order = { date: "desc", oldest: "asc" }[state.order] ?? "";
  const { good, missing: silent } = await ask(shelves, state.words, state.chosen, order);
  if (number !== running) return;
  if (!good.length) throw new Error("no shelf answered");
  const counted = await countFilters(shelves, state.words, state.chosen, good);
  const total = good.reduce((count, answer) => count + answer.results.length, 0);
  if (order === "asc") await undatedLast(shelves, state.words, state.chosen, good);
  const next = order ? byDate(good, order) : byRelevance(good);
  const pages = await next(shown);
  if (number !== running) return;
  take = next;
  showCounts(counted);
  part("results").replaceChildren(...pages.map(result));
  part("results").dataset.total = total;
  part("more").hidden = pages.length >= total;
  const values = { words: state.words };
  const filtered = chosenCount(state) > 0;
  const status = total ? sayCount(filtered ? "filtered" : "found", total, values) : say(filtered ? "none_filtered" : "none", values);
  show({ status, trouble: missing + silent ? say("partly") : "", found: total > 0, lists: total === 0 });
}

/** Search for what the page says. `push`: as a new step of the history, for the back button. */
function changed(push) {
  const state = stateOfPage();
  const url = address(state);
  if (url !== location.pathname + location.search) {
    if (push) history.pushState({ shown: SHOWN }, "", url);
    else history.replaceState({ shown: SHOWN }, "", url);
  }
  run(state);
}

function restore() {
  const state = stateOfAddress();
  showState(state);
  run(state, Math.max(SHOWN, history.state?.shown ?? SHOWN));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  changed(true);
});
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => changed(false), PAUSE);
});
// The index is some hundred kilobytes, so it is loaded when a search is about to begin, not with the page.
input.addEventListener("focus", open);
sort.addEventListener("change", () => changed(true));
part("filters").addEventListener("change", () => changed(true));
part("clear").addEventListener("click", () => {
  for (const checkbox of part("filters").querySelectorAll("input:checked")) checkbox.checked = false;
  part("filters").querySelector("summary").focus();
  changed(true);
});
part("more").addEventListener("click", () => showMore(SHOWN, true));
addEventListener("popstate", restore);

part("without").hidden = true;
restore();
