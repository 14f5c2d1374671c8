/*
 * The index. It is in shelves, each a Pagefind bundle of its own; all are asked and their answers merged here, since
 * Pagefind's own merging puts dates in the wrong order.
 */

const PATIENCE = 20000; // milliseconds until what does not answer is given up

export function within(promise) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no answer in time")), PATIENCE));
  return Promise.race([promise, late]);
}

/** Open the shelves at these addresses; `missing` is how many of them did not open. */
export async function openShelves(urls) {
  const opened = { shelves: [], missing: 0 };
  let engine = null;
  for (const url of urls) {
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

/** Ask all shelves. `chosen` is a Map of filters to Sets of values; `order` is desc, asc or "". */
export async function ask(shelves, words, chosen, order = "") {
  const filters = {};
  for (const [name, values] of chosen) if (values.size) filters[name] = { any: [...values] };
  const options = order ? { filters, sort: { date: order } } : { filters };
  const answers = await Promise.allSettled(shelves.map(({ instance }) => within(instance.search(words, options))));
  const good = answers.filter(({ status }) => status === "fulfilled").map(({ value }) => value);
  return { good, missing: answers.length - good.length };
}

export const total = (answers) => answers.reduce((count, answer) => count + answer.results.length, 0);

/** Count what would be found. */
export async function count(shelves, words, chosen) {
  return total((await ask(shelves, words, chosen)).good);
}

/** Put what has no date behind what has one, in the order of oldest first too: only what has a date has a year. */
export async function undatedLast(shelves, words, chosen, good) {
  const years = new Set(shelves.flatMap((shelf) => Object.keys(shelf.filters.year ?? {})));
  if (!years.size || chosen.get("year")?.size) return;
  const dated = await ask(shelves, words, new Map([...chosen, ["year", years]]));
  const ids = new Set(dated.good.flatMap((answer) => answer.results.map((hit) => hit.id)));
  for (const answer of good) {
    answer.results.sort((one, other) => ids.has(other.id) - ids.has(one.id));
  }
}

/** Add up the counts of one filter over all shelves. */
export function sum(counts) {
  const total = new Map();
  for (const count of counts) {
    for (const [value, number] of Object.entries(count ?? {})) total.set(value, (total.get(value) ?? 0) + number);
  }
  return total;
}

/** Count each filter as if nothing were chosen in it: another value of the same filter widens what is found. */
export async function countFilters(shelves, words, chosen, good) {
  const counted = [...chosen.keys()].map(async (name) => {
    if (!chosen.get(name).size) return [name, sum(good.map((answer) => answer.filters[name]))];
    const wider = await ask(shelves, words, without(chosen, name));
    return [name, sum(wider.good.map((answer) => answer.filters[name]))];
  });
  return new Map(await Promise.all(counted));
}

/** Return what is chosen without one filter. */
export const without = (chosen, name) => new Map([...chosen, [name, new Set()]]);

/* Merging: each gives a function that takes the next so many results, loaded; null is a result that did not load. */

const load = (hit) => within(hit.data()).catch(() => null);

export function byRelevance(answers) {
  const hits = answers.flatMap((answer) => answer.results).sort((one, other) => other.score - one.score);
  return (count) => Promise.all(hits.splice(0, count).map(load));
}

export function byDate(answers, direction) {
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
