/* The names offered while somebody types: a combobox with a listbox, as the ARIA Authoring Practices describe it. */

import { fitting, names } from "./names.js";
import { clone, part, say, sayCount } from "./words.js";

const MOST = 8;

const input = part("query");
const box = part("suggestions");
let options = []; // in the order of the page
let active = -1;
let asked = 0; // the number of the newest offer; one that is late is dropped

input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-controls", box.id);
close();

const load = () => names(part("app").dataset.suggestions);

/** Offer what fits what is typed. */
async function offer() {
  asked += 1;
  const number = asked;
  const all = await load();
  if (number !== asked || document.activeElement !== input) return;
  const found = fitting(all, input.value, MOST);
  options = [];
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  box.replaceChildren(...kinds.map((kind) => group(kind, found.filter((one) => one.kind === kind))));
  open(options.length > 0);
}

export function close() {
  asked += 1;
  open(false);
}

function open(is) {
  box.hidden = !is;
  input.setAttribute("aria-expanded", is);
  activate(-1);
}

function group(kind, found) {
  const made = clone("suggestion_group");
  const label = made.querySelector(".label");
  label.id = `search_suggestions_${kind}`;
  label.textContent = say(`names_${kind}`);
  made.setAttribute("aria-labelledby", label.id);
  made.append(...found.map(option));
  return made;
}

function option({ name, spelling, url, kind, entries }) {
  const made = clone("suggestion");
  made.id = `search_suggestion_${options.length}`;
  made.href = url;
  const [shown, also] = made.querySelectorAll("bdi");
  shown.textContent = name;
  also.textContent = spelling === name ? "" : spelling;
  made.querySelector(".number").textContent = sayCount(kind === "person" ? "claims" : "entries", entries);
  options.push(made);
  return made;
}

/** Make an option the active one; -1: none. The focus stays in the field. */
function activate(index) {
  active = index;
  options.forEach((option, i) => option.setAttribute("aria-selected", i === index));
  if (index < 0) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  input.setAttribute("aria-activedescendant", options[index].id);
  options[index].scrollIntoView({ block: "nearest" });
}

/** Go down (1) or up (-1). Between the last option and the first is the field itself. */
async function move(step, alone) {
  if (box.hidden) {
    await offer();
    if (alone) return;
  }
  if (options.length) activate(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
}

input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || (event.key === "ArrowUp" && !(event.altKey || box.hidden))) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1, event.altKey);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    options[active].click();
  } else if (!box.hidden && (event.key === "Escape" || event.key === "ArrowUp")) {
    event.preventDefault(); // or Escape would empty the field
    close();
  }
});
input.addEventListener("input", offer);
input.addEventListener("focus", load);
input.addEventListener("blur", close);
box.addEventListener("mousedown", (event) => event.preventDefault()); // so that the field keeps the focus
