/* What all of the search page uses: its parts, its templates, and its words in the language of the site. */

export const language = document.documentElement.lang;
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language, { numberingSystem: "latn" }); // as the pages have them

export const part = (id) => document.getElementById(`search_${id}`);
export const clone = (id) => part(id).content.firstElementChild.cloneNode(true);
export const number = (value) => numbers.format(value);

/** Say something that does not count, which has one form, "other". */
export function say(name, values = {}, plural = "other") {
  const item = part("words").content.querySelector(`[data-word="${name}"][data-plural="${plural}"]`);
  return item.textContent.replace(/\{(\w+)\}/g, (_, key) => isolated(values[key]));
}

export function sayCount(name, count, values = {}) {
  const words = part("words").content;
  const wanted = plurals.select(count);
  const plural = words.querySelector(`[data-word="${name}"][data-plural="${wanted}"]`) ? wanted : "other";
  return say(name, { ...values, count: number(count) }, plural);
}

/** Keep a value that may run from right to left, or stands in such a text, from moving the words around it. */
function isolated(value) {
  const apart = document.documentElement.dir === "rtl" || /[\p{sc=Arab}\p{sc=Hebr}]/u.test(value);
  return apart && /\p{L}/u.test(value) ? `\u2068${value}\u2069` : value;
}

/** Give an element the language and the direction of what is to stand in it ("": the page's), and return it. */
export function spoken(element, { language: tag, direction }) {
  if (tag) element.lang = tag;
  if (direction) element.dir = direction;
  return element;
}

/** Return a text without case and accents, for comparing. Upper case first: it has one form of what lower case has two. */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().toLowerCase();

/** Return the words of a folded text. */
export const wordsOf = (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
