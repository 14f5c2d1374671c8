// The preview's part in an open page: listens for what has changed, and puts the page's new self in place.
// Served by `fcgen serve` alone; nothing of it is in what `fcgen build` writes.

const here = new URL(import.meta.url);
const own = here.pathname.slice(0, here.pathname.lastIndexOf("/") + 1);
let shown = here.search.slice(1);
let source = null;
let busy = Promise.resolve();

// ---- what is shown over the page: in a shadow tree, beside the body, so that neither touches the other

const host = document.createElement("fcgen-preview");
const shade = host.attachShadow({ mode: "open" });
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = `${own}live.css`;
const alarm = made("section", "mistakes");
alarm.setAttribute("role", "alert");
alarm.hidden = true;
const notice = made("p", "notice");
notice.setAttribute("role", "status");
notice.hidden = true;
shade.append(style, alarm, notice);
document.documentElement.append(host);

function made(name, className, text = "") {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}

function showMistakes(mistakes) {
  const hide = made("button", "hide", "Hide");
  hide.type = "button";
  hide.addEventListener("click", () => (alarm.hidden = true));
  const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
  const title = made("h2", "", `${count}: this is the last sound state of the page`);
  alarm.replaceChildren(title, hide, ...mistakes.map(asArticle));
  alarm.hidden = mistakes.length === 0;
}

function asArticle(one) {
  const article = made("article", "mistake");
  if (one.path) article.append(made("p", "place", `${one.path}:${one.line}:${one.column} ${one.code}`));
  article.append(made("p", "message", one.message));
  if (one.excerpt.length) article.append(made("pre", "excerpt", one.excerpt.join("\n")));
  if (one.hint) article.append(made("p", "hint", `Hint: ${one.hint}`));
  return article;
}

function say(text) {
  notice.textContent = text;
  notice.hidden = text === "";
}

// ---- the page's new self

async function renew(state) {
  const answer = await fetch(location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const mine = [...page.scripts].find((one) => isOwn(one));
  if (!mine) return;
  state = new URL(mine.src, location.href).search.slice(1) || state;
  mine.remove();
  // What a script of the page has made of it can't be told from the page: it begins again. So does another language.
  if (hasScripts(document) || hasScripts(page)) {
    location.reload();
    return;
  }
  const place = [scrollX, scrollY];
  sameAttributes(document.documentElement, page.documentElement);
  become(document.head, page.head);
  become(document.body, page.body);
  refreshFiles(state);
  scrollTo({ left: place[0], top: place[1], behavior: "instant" });
  shown = state;
}

function isOwn(node) {
  return node.nodeName === "SCRIPT" && new URL(node.src || "about:blank", location.href).pathname === here.pathname;
}

function hasScripts(page) {
  return [...page.scripts].some((one) => !isOwn(one) && (one.src || one.type === "module" || one.type === ""));
}

/** Make `old` what `now` is, and leave alone all of it that is the same already. */
function become(old, now) {
  sameAttributes(old, now);
  const before = [...old.childNodes].filter((one) => !isOwn(one));
  const after = [...now.childNodes];
  let start = 0;
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1;
  let ends = 0;
  while (ends < Math.min(before.length, after.length) - start && before.at(-1 - ends).isEqualNode(after.at(-1 - ends)))
    ends += 1;
  const olds = before.slice(start, before.length - ends);
  const news = after.slice(start, after.length - ends);
  const follows = before[before.length - ends] ?? null;
  news.forEach((wanted, number) => {
    const there = olds[number];
    if (!there) old.insertBefore(document.importNode(wanted, true), follows);
    else if (isStyle(there) && isStyle(wanted)) restyle(there, wanted);
    else if (there.nodeType === Node.ELEMENT_NODE && there.nodeName === wanted.nodeName && there.id === wanted.id)
      become(there, wanted);
    else if (there.nodeType === wanted.nodeType && there.nodeType !== Node.ELEMENT_NODE) there.data = wanted.data;
    else there.replaceWith(document.importNode(wanted, true));
  });
  olds.slice(news.length).forEach((one) => one.remove());
}

function sameAttributes(old, now) {
  const kept = (name) => name === "open" && (old.nodeName === "DETAILS" || old.nodeName === "DIALOG");
  for (const { name } of [...old.attributes]) if (!now.hasAttribute(name) && !kept(name)) old.removeAttribute(name);
  for (const { name, value } of now.attributes)
    if (old.getAttribute(name) !== value && !kept(name)) old.setAttribute(name, value);
}

function isStyle(node) {
  return node.nodeName === "LINK" && node.rel === "stylesheet";
}

/** Put a style sheet in the place of another when it is there: meanwhile the page keeps the old one. */
function restyle(old, wanted) {
  if (old.getAttribute("href") === wanted.getAttribute("href")) return sameAttributes(old, wanted);
  const next = document.importNode(wanted, true);
  const done = () => old.remove();
  next.addEventListener("load", done, { once: true });
  next.addEventListener("error", done, { once: true });
  old.after(next);
}

/** Ask again for pictures whose address does not say what is in them. */
function refreshFiles(state) {
  const folder = own.replace(/\.fcgen\/$/, "static/");
  for (const one of document.images) {
    const address = new URL(one.getAttribute("src") ?? "", location.href);
    if (address.origin === location.origin && address.pathname.startsWith(folder)) {
      address.search = state.slice(0, 16);
      one.src = address.href;
    }
  }
}

// ---- listening: only while the page can be seen, since a browser has few connections for all pages of a host

function listen() {
  if (source) return;
  source = new EventSource(`${own}changes?${new URLSearchParams({ page: decoded(location.pathname), seen: shown })}`);
  source.addEventListener("open", () => say(""));
  source.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    busy = busy.then(() => (state === shown ? null : renew(state))).catch((error) => console.error(error));
  });
  source.addEventListener("mistakes", (event) => showMistakes(JSON.parse(event.data)));
  source.addEventListener("search", (event) => {
    const search = JSON.parse(event.data);
    if (!search) say("");
    else if (search.refreshing) say("The search index is being refreshed: what is found may be out of date.");
    else say(search.trouble ? `The search index could not be made: ${search.trouble}` : "");
  });
  source.addEventListener("error", () => say("The preview does not answer; is fcgen serve still running?"));
}

function leave() {
  source?.close();
  source = null;
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
addEventListener("pagehide", leave);
addEventListener("pageshow", () => document.hidden || listen());
if (!document.hidden) listen();
