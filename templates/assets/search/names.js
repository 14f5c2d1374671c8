/* The names of claimants, outlets and topics: which begin with what is typed, and which are nearly it. */

import { folded, wordsOf } from "./words.js";

let loading = null;

/** Return all names; those that can't be loaded are done without. */
export function names(url) {
  loading ??= fetch(url)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.url} answers ${answer.status}`))))
    .then((loaded) => loaded.names.map(prepared))
    .catch((error) => {
      console.info("The names to suggest could not be loaded:", error);
      return [];
    });
  return loading;
}

function prepared(one) {
  const spellings = [one.name, ...one.also_known_as].map((spelling) => {
    const text = folded(spelling);
    return { spelling, text, words: wordsOf(text) };
  });
  return { ...one, spellings };
}

const byRank = (a, b) => a.rank - b.rank || b.entries - a.entries || a.name.localeCompare(b.name);

/** Return the names that fit what is typed, at most so many: those that begin so, those with such words, all others. */
export function fitting(all, typed, most) {
  const text = folded(typed).trim();
  const words = wordsOf(text);
  if (!words.length) return [];
  const rankOf = (one) => {
    if (one.text.startsWith(text)) return 0;
    if (words.every((word) => one.words.some((other) => other.startsWith(word)))) return 1;
    return one.text.includes(text) ? 2 : Infinity;
  };
  return best(all, most, rankOf);
}

/** Return the names that words were perhaps meant to be, at most so many. */
export function near(all, typed, most) {
  const text = folded(typed).trim();
  const words = wordsOf(text);
  const rankOf = (one) => {
    const pairs = [[text, one.text], ...words.flatMap((word) => one.words.map((other) => [word, other]))];
    return Math.min(...pairs.map(([a, b]) => nearness(a, b)));
  };
  return best(all, most, rankOf);
}

function best(all, most, rankOf) {
  const ranked = all.map((one) => {
    const ranks = one.spellings.map(rankOf);
    const rank = Math.min(...ranks);
    return { ...one, rank, spelling: one.spellings[ranks.indexOf(rank)].spelling };
  });
  return ranked.filter(({ rank }) => rank < Infinity).sort(byRank).slice(0, most);
}

/** Return how many letters differ, or Infinity where more do than a slip would: none of three, one of seven, or two. */
function nearness(a, b) {
  const most = a.length < 4 ? 0 : a.length < 8 ? 1 : 2;
  if (Math.abs(a.length - b.length) > most) return Infinity;
  const letters = distance([...a], [...b]);
  return letters <= most ? letters : Infinity;
}

/** Return how many letters must be put in, left out, changed or swapped with the next (optimal string alignment). */
function distance(a, b) {
  const rows = [[...b.keys(), b.length]];
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[a.length][b.length];
}
