/* The filters on the page: what can be chosen, what is chosen, and how much each choice would find. */

import { sum } from "./shelves.js";
import { clone, number, part, sayCount } from "./words.js";

const FEW = 8; // values of a filter in sight; the others are behind "more"

const fieldsets = [...part("filters").querySelectorAll("fieldset[data-filter]")];
const boxes = new Map(fieldsets.map((box) => [box.dataset.filter, box]));
let made = false;

export const filterNames = [...boxes.keys()];

/** Return how a filter is called on the page. */
export const filterLabel = (name) => boxes.get(name).querySelector("legend").textContent;

/** Return how a value of a filter is shown: a language by its name, all else as it is. */
export function valueLabel(name, value) {
  const named = name === "language" && part("languages").content.querySelector(`[data-tag="${CSS.escape(value)}"]`);
  return named ? named.textContent : value;
}

export const chosenCount = ({ chosen }) => [...chosen.values()].reduce((sum, values) => sum + values.size, 0);

/** Make the filters of what is in all shelves together; `chosen` are checked. */
export function makeFilters(shelves, chosen) {
  for (const [name, box] of boxes) {
    const counts = sum(shelves.map(({ filters }) => filters[name]));
    for (const value of chosen.get(name)) if (!counts.has(value)) counts.set(value, 0);
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
  part("filters").open ||= matchMedia("(min-width: 60em)").matches;
  made = true;
  check(chosen);
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
  item.querySelector("bdi").textContent = valueLabel(name, value);
  item.querySelector(".number").textContent = number(count);
  return item;
}

/** Show how much each choice would find; `counted` has the counts of values by filter. */
export function showCounts(counted) {
  for (const [name, box] of boxes) {
    for (const item of box.querySelectorAll("li")) {
      const count = counted.get(name)?.get(item.querySelector("input").value) ?? 0;
      item.querySelector(".number").textContent = number(count);
      item.classList.toggle("zero", count === 0);
    }
  }
}

/** Check the boxes of what is chosen. */
export function check(chosen) {
  for (const [name, box] of boxes) {
    for (const checkbox of box.querySelectorAll("input")) checkbox.checked = chosen.get(name).has(checkbox.value);
    for (const more of box.querySelectorAll("details")) more.open ||= more.querySelector("input:checked") !== null;
  }
}

/** Return what is checked, or null until there are boxes to check. */
export function checked() {
  if (!made) return null;
  const values = (box) => new Set([...box.querySelectorAll("input:checked")].map(({ value }) => value));
  return new Map([...boxes].map(([name, box]) => [name, values(box)]));
}

export function showChosen(state) {
  const count = chosenCount(state);
  part("chosen").textContent = count ? sayCount("chosen", count) : "";
  part("clear").hidden = count === 0;
}
