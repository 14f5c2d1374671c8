/* The search page: from its state, all of which is in the address, to what is found and shown. */

import { check, checked, chosenCount, filterNames, makeFilters, showChosen, showCounts } from "./filters.js";
import * as help from "./help.js";
import * as results from "./results.js";
import { ask, byDate, byRelevance, countFilters, openShelves, sum, total, undatedLast } from "./shelves.js";
import { close as closeSuggestions } from "./suggestions.js";
import { part, say, sayCount } from "./words.js";

const SHOWN = 10; // results at a time
const PAUSE = 250; // milliseconds without a keystroke before a search begins

const form = part("form");
const input = part("query");
const sort = part("sort");
const title = document.title;

let opening = null; // the promise of all shelves, once they are asked for
let running = 0; // the number of the newest search; an answer to an older one is dropped
let timer = 0;
let take = async () => []; // gives the next results of the newest search
let all = 0; // how many there are
let shown = 0; // how many of them are on the page

/* State: { words, chosen: Map of filter to Set of values, order } */

function stateOfAddress() {
  const query = new URLSearchParams(location.search);
  const chosen = new Map(filterNames.map((name) => [name, new Set(query.getAll(name))]));
  return { words: (query.get("q") ?? "").trim(), chosen, order: query.get("sort") ?? "" };
}

function stateOfPage() {
  // Until there are filters to check, the address alone knows what is chosen.
  return { words: input.value.trim(), chosen: checked() ?? stateOfAddress().chosen, order: sort.value };
}

function address({ words, chosen, order }) {
  const query = new URLSearchParams();
  if (words) query.set("q", words);
  for (const [name, values] of chosen) for (const value of values) query.append(name, value);
  if (order) query.set("sort", order);
  return location.pathname + (`${query}` && `?${query}`);
}

/** Make the fields of the page say what `state` says. */
function showState(state) {
  if (input.value.trim() !== state.words) input.value = state.words;
  sort.value = state.order;
  if (sort.selectedIndex < 0) sort.value = "";
  check(state.chosen);
}

/* Searching */

function open() {
  opening ??= openShelves(part("app").dataset.shelves.split(" ").filter(Boolean)).then((opened) => {
    makeFilters(opened.shelves, stateOfAddress().chosen);
    return opened;
  });
  return opening;
}

function show({ status = "", trouble = "", found = false, lists = false }) {
  part("status").textContent = status;
  part("trouble").textContent = trouble;
  part("trouble").hidden = !trouble;
  part("found").hidden = !found;
  part("lists").hidden = !lists;
  help.hide();
}

async function run(state, wanted = SHOWN) {
  clearTimeout(timer);
  running += 1;
  const number = running;
  document.title = state.words ? `${state.words} – ${title}` : title;
  showChosen(state);
  if (!state.words) {
    results.clear();
    show({ status: chosenCount(state) ? say("wordless") : "", lists: true });
    if (!opening) return;
    const { shelves } = await open();
    if (number !== running) return;
    showCounts(new Map(filterNames.map((name) => [name, sum(shelves.map(({ filters }) => filters[name]))])));
    return;
  }
  const waiting = setTimeout(() => {
    if (number === running) part("status").textContent = say(checked() ? "searching" : "loading");
  }, 400);
  try {
    await search(state, number, wanted);
  } catch (error) {
    console.info("The search failed:", error);
    if (number === running) show({ trouble: say("failed"), lists: true });
  } finally {
    clearTimeout(waiting);
  }
}

async function search(state, number, wanted) {
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
  const found = total(good);
  if (order === "asc") await undatedLast(shelves, state.words, state.chosen, good);
  const next = order ? byDate(good, order) : byRelevance(good);
  const pages = await next(wanted);
  const ways = found ? null : await help.ways(shelves, state);
  if (number !== running) return;
  [take, all, shown] = [next, found, 0];
  showCounts(counted);
  results.clear();
  showPages(pages);
  show({ status: statusOf(state), trouble: missing + silent ? say("partly") : "", found: all > 0, lists: all === 0 });
  if (ways) help.show(ways, go, address);
}

function statusOf(state) {
  const values = { words: state.words };
  const filtered = chosenCount(state) > 0;
  if (!all) return say(filtered ? "none_filtered" : "none", values);
  return sayCount(filtered ? "filtered" : "found", all, values);
}

/** Show more pages, and return the first link that is new. */
function showPages(pages) {
  shown += pages.length;
  part("more").hidden = shown >= all;
  return results.add(pages);
}

async function showMore() {
  const number = running;
  const pages = await take(SHOWN);
  if (number !== running) return;
  // The button may be gone, and who reads by ear wants to go on where the new results begin.
  showPages(pages)?.focus();
  history.replaceState({ shown }, "");
}

/* What readers do */

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

/** Search for something else, from a button or link that goes away with what was shown. */
function go(state) {
  showState(state);
  changed(true);
  part("status").focus();
}

function restore() {
  const state = stateOfAddress();
  showState(state);
  if (state.words) part("lists").hidden = true;
  run(state, Math.max(SHOWN, history.state?.shown ?? SHOWN));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  closeSuggestions();
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
part("filters").addEventListener("toggle", open);
part("more").addEventListener("click", showMore);
addEventListener("popstate", restore);

part("without").hidden = true;
restore();
