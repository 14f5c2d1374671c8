/*
 * The words that were found: marked in what is shown of a page, and named in the link to it, so that the browser marks
 * them there (text fragments: https://wicg.github.io/scroll-to-text-fragment/). Pages have no script for that.
 */

const FEW = 3; // words that are named alone
const MARK = /<mark>(.*?)<\/mark>/s; // the only markup in Pagefind's excerpts
const END = /[.!?…。؟।]["'”’»)]*$/u;
const AROUND = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su;

/** Return what stands before a word, the word itself, and what stands behind it: quotation marks, a full stop. */
const apart = (text) => text.match(AROUND).slice(1);
const key = (text) => apart(text)[1].toLowerCase();

/** Return the pieces of an excerpt as plain text; every second one is marked. */
function pieces(excerpt) {
  const text = (html) => html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("\u200b", "");
  return excerpt.split(MARK).map(text);
}

const keys = (excerpt) => new Set(pieces(excerpt).map((piece, i) => (i % 2 ? key(piece) : "")));

/** Make nodes of an excerpt, so that no content can ever become markup. */
export const marked = (excerpt) => pieces(excerpt).flatMap((piece, i) => (i % 2 ? nodes(piece) : piece));

/** Make nodes of a text in which the words are marked that an excerpt marks. */
export function markedLike(excerpt, text) {
  const words = keys(excerpt);
  return text.split(/(\s+)/).flatMap((word) => (key(word) && words.has(key(word)) ? nodes(word) : word));
}

function nodes(text) {
  const [before, word, after] = apart(text);
  const mark = document.createElement("mark");
  mark.textContent = word;
  return [before, mark, after];
}

/** Return what is left of an excerpt where it begins with texts, or with their ends, that are shown above it. "…": cut. */
export function beyond(excerpt, texts) {
  const plain = (word) => key(word.replace(MARK, "$1"));
  let words = excerpt.split(/\s+/).filter(Boolean);
  for (const text of texts) {
    const known = text.split(/\s+/).map(key);
    const start = known.findIndex((_, i) => known.slice(i).every((word, j) => words[j] && plain(words[j]) === word));
    if (start >= 0) words = words.slice(known.length - start);
  }
  const ends = !words.length || END.test(words.at(-1).replace(MARK, "$1"));
  return words.join(" ") + (ends ? "" : "…");
}

/**
 * Return the fragment of a link that names the marked words of an excerpt as they are written, or "".
 *
 * The first word is named with its neighbour, which leads to its place in the text; then some follow alone, for the case
 * that the page has something between the two. Those that stand in the head of every page are left out there, since it
 * is the head where a browser would find them.
 */
export function fragment(excerpt) {
  const found = pieces(excerpt);
  const head = headOfPages();
  const alone = new Map();
  let inPlace = "";
  for (let i = 1; i < found.length; i += 2) {
    const [before, word, after] = apart(found[i]);
    if (!word) continue;
    inPlace ||= placed(found[i - 1] + before, word, after + found[i + 1]);
    if (!head.includes(word.toLowerCase())) alone.set(word.toLowerCase(), word);
  }
  const named = [inPlace, ...[...alone.values()].slice(0, FEW).map(escaped)].filter(Boolean);
  return named.length ? `#:~:${named.map((one) => `text=${one}`).join("&")}` : "";
}

/**
 * Return a word with its neighbour, as text fragments have them, or "" where it has none. What ends a sentence is no
 * neighbour: it may be Pagefind that put it there, between texts that stand apart on the page.
 */
function placed(before, word, after) {
  const prefix = before.match(/\S+\s*$/u)?.[0].trim();
  if (prefix && !END.test(prefix)) return `${escaped(prefix)}-,${escaped(word)}`;
  const suffix = after.match(/^\s*\S+/u)?.[0].trim();
  return suffix && !END.test(suffix.charAt(0)) ? `${escaped(word)},-${escaped(suffix)}` : "";
}

const escaped = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

/** Return what stands before the main part of this page, as of all others. */
function headOfPages() {
  const every = [...document.body.children];
  const head = every.slice(0, every.indexOf(document.querySelector("main")));
  return head.map((one) => one.textContent).join(" ").toLowerCase();
}
