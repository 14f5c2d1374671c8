/* What helps where nothing was found: filters in the way, names that were perhaps meant, words that alone find something. */

import { filterLabel, valueLabel } from "./filters.js";
import { names, near } from "./names.js";
import { count, without } from "./shelves.js";
import { clone, part, say, sayCount } from "./words.js";

const NAMES = 5;
const WORDS = 8;

/** Return what would find something in place of `state`: each with the state that it leads to, and how much it finds. */
export async function ways(shelves, state) {
  const [filters, found, words] = await Promise.all([
    filtersInTheWay(shelves, state),
    names(part("app").dataset.suggestions).then((all) => near(all, state.words, NAMES)),
    wordsAlone(shelves, state),
  ]);
  return { filters, names: found, words };
}

async function filtersInTheWay(shelves, state) {
  const used = [...state.chosen].filter(([, values]) => values.size);
  const tries = used.map(([name, values]) => ({ name, values, state: { ...state, chosen: without(state.chosen, name) } }));
  const found = await finding(shelves, tries);
  if (found.length || used.length < 2) return found;
  const none = new Map([...state.chosen.keys()].map((name) => [name, new Set()]));
  return finding(shelves, [{ name: "", state: { ...state, chosen: none } }]);
}

async function wordsAlone(shelves, state) {
  const words = [...new Set(state.words.replaceAll('"', " ").split(/\s+/).filter(Boolean))];
  if (words.length < 2) return [];
  return finding(shelves, words.slice(0, WORDS).map((word) => ({ word, state: { ...state, words: word } })));
}

async function finding(shelves, tries) {
  const counts = await Promise.all(tries.map(({ state }) => count(shelves, state.words, state.chosen)));
  return tries.map((one, i) => ({ ...one, count: counts[i] })).filter((one) => one.count > 0);
}

/** Show ways; `go` is called with the state that is chosen, `addressOf` returns the address of one. */
export function show({ filters, names, words }, go, addressOf) {
  list("help_filters", filters, (one) => {
    const item = clone("help_filter");
    item.querySelector("button").textContent = labelOf(one);
    item.querySelector("button").addEventListener("click", () => go(one.state));
    return item;
  });
  list("help_names", names, ({ name, url, kind, entries }) => {
    return link(url, name, sayCount(kind === "person" ? "claims" : "entries", entries));
  });
  list("help_words", words, ({ word, state, count }) => {
    const item = link(addressOf(state), word, sayCount("pages", count));
    item.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // it is to open elsewhere
      event.preventDefault();
      go(state);
    });
    return item;
  });
  part("help").hidden = !(filters.length || names.length || words.length);
}

export function hide() {
  part("help").hidden = true;
}

function labelOf({ name, values, count }) {
  if (!name) return sayCount("without_filters", count);
  const shown = [...values].map((value) => valueLabel(name, value)).join(say("comma"));
  return sayCount("without_filter", count, { filter: filterLabel(name), values: shown });
}

function link(url, text, note) {
  const item = clone("help_link");
  item.querySelector("a").href = url;
  item.querySelector("bdi").textContent = text;
  item.querySelector(".number").textContent = note;
  return item;
}

function list(id, ways, item) {
  part(id).querySelector("ul").replaceChildren(...ways.map(item));
  part(id).hidden = !ways.length;
}
