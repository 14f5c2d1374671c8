/*
 * The results on the page. Pages of one claim (its own, and those of its reviews) stand together under the claim, where
 * the best of them stands; a page that is found later may join those that are shown.
 */

import { beyond, fragment, marked, markedLike } from "./marks.js";
import { clone, part, say, sayCount, spoken } from "./words.js";

const list = part("results");
let places = new Map(); // by the address of a claim: { hits, claim (null: there is but one hit), node }

export function clear() {
  places = new Map();
  list.replaceChildren();
}

/** Show more pages (null: one that did not load), and return the first link that is new, in the order of the list. */
export function add(pages) {
  const fresh = pages.map((page) => page && hitOf(page));
  const changed = new Set(fresh.map((hit) => (hit ? placeOf(hit) : { hits: [] })));
  for (const place of changed) {
    const before = place.node;
    place.node = place.claim ? group(place) : place.hits.length ? card(place.hits[0]) : lost();
    if (before) before.replaceWith(place.node);
    else list.append(place.node);
  }
  const elements = new Set(fresh.map((hit) => hit?.element));
  return [...list.querySelectorAll("[data-search-result]")].find((one) => elements.has(one))?.querySelector("a");
}

function hitOf({ meta, excerpt }) {
  return { meta, excerpt, claims: parsed(meta.claims), badges: parsed(meta.badges), href: meta.address + fragment(excerpt) };
}

function parsed(json) {
  try {
    return JSON.parse(json || "[]");
  } catch {
    return []; // A result without its badges is still a result.
  }
}

/** Return the place where a page stands, with the page in it. */
function placeOf(hit) {
  const claim = hit.claims.find(({ url }) => places.has(url));
  if (!claim) {
    const place = { hits: [hit], claim: null, node: null };
    for (const { url } of hit.claims) places.set(url, place);
    return place;
  }
  const place = places.get(claim.url);
  if (!place.claim) {
    place.claim = claim;
    for (const { url } of place.hits[0].claims) if (url !== claim.url) places.delete(url);
  }
  place.hits.push(hit);
  return place;
}

function lost() {
  const item = clone("result");
  item.replaceChildren(say("lost"));
  item.removeAttribute("data-search-result");
  return item;
}

function card(hit) {
  const item = (hit.element = clone("result"));
  item.querySelector(".kind").textContent = hit.meta.kind;
  fill(item, hit, hit.badges, beyond(hit.excerpt, [hit.meta.title]));
  return item;
}

/** Make the claim and its reviews. The claim's own page tells what is said in reviews that were not found. */
function group({ claim, hits }) {
  const item = clone("group");
  const own = hits.find((hit) => hit.meta.address === claim.url);
  const reviews = hits.filter((hit) => hit !== own);
  const said = ({ reviewer, word }) => `${reviewer}\n${word}`;
  const found = new Set(reviews.flatMap((hit) => hit.badges.map(said)));
  const excerpts = hits.map(({ excerpt }) => excerpt).join(" ");
  const heading = item.querySelector("h3");
  spoken(heading.querySelector("bdi"), claim).append(...markedLike(excerpts, claim.text));
  heading.querySelector("a").href = own ? own.href : claim.url;
  if (own) {
    own.element = heading;
    heading.dataset.searchResult = "";
  }
  dated(item, own?.meta ?? {});
  showBadges(item, own ? own.badges.filter((one) => !found.has(said(one))) : []);
  item.querySelector(".label").textContent = sayCount("reviews", reviews.length);
  item.querySelector(".reviews").append(...reviews.map((hit) => review(hit, claim)));
  return item;
}

function review(hit, claim) {
  const item = (hit.element = clone("review"));
  const badges = hit.badges.filter((_, i) => hit.claims[i]?.url === claim.url);
  if (badges.length) {
    item.classList.add(badges[0].tone);
    item.dataset.verdict = badges[0].verdict;
  }
  const rest = beyond(hit.excerpt, [hit.meta.title, claim.text]);
  fill(item, hit, badges, rest.includes("<mark>") ? rest : "");
  return item;
}

function fill(item, { meta, excerpt, href }, badges, text) {
  const link = item.querySelector("a");
  link.href = href;
  spoken(link.querySelector("bdi"), meta).append(...markedLike(excerpt, meta.title));
  dated(item, meta);
  showBadges(item, badges);
  const summary = item.querySelector(".summary");
  if (text) spoken(summary.firstElementChild, meta).append(...marked(text));
  else summary.remove();
}

function dated(item, { date = "", date_text = "" }) {
  const time = item.querySelector("time");
  time.dateTime = date;
  time.textContent = date_text;
  if (!date) time.remove();
}

function showBadges(item, badges) {
  const shown = item.querySelector(".badges");
  shown.append(...badges.map(badge));
  if (!badges.length) shown.remove();
}

function badge({ word, verdict, tone, reviewer, retracted }) {
  const known = part(`badge_${tone}`) ? tone : "unknown";
  const item = clone(`badge_${known}${retracted ? "_retracted" : ""}`);
  item.querySelector(".badge").dataset.verdict = verdict;
  item.querySelector(".badge bdi").textContent = word;
  if (reviewer) item.querySelector(".by bdi").textContent = reviewer;
  else item.querySelector(".by").remove();
  return item;
}
