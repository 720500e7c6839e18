import { h } from "../dom.js";
import { preview } from "../parts.js";

const size = 10;

/** Which part of a list the address asks for. */
export function pageIn(query) {
  const number = Math.max(1, Math.floor(Number(query.get("page"))) || 1);
  return { limit: size, offset: (number - 1) * size };
}

/** Links to what can be seen here instead. */
export function tabs(choices, here) {
  const items = choices.map(([text, href]) => h("a", { href, "aria-current": href === here && "page" }, text));
  return h("nav", { class: "tabs", "aria-label": "Which articles" }, ...items);
}

/** Articles, and the way to those before and after them. */
export function articleList({ articles, articlesCount }, { offset }, hash, nothing) {
  if (articles.length === 0) return [h("p", { class: "empty" }, offset > 0 ? "There are no more articles." : nothing)];
  return [...articles.map(preview), pages(offset / size + 1, Math.ceil(articlesCount / size), hash)];
}

function pages(current, last, hash) {
  if (last < 2) return "";
  const href = (number) => `${hash}${hash.includes("?") ? "&" : "?"}page=${number}`;
  const step = (number, text, rel) =>
    number < 1 || number > last ? h("span", { class: "muted" }, text) : h("a", { href: href(number), rel }, text);
  return h(
    "nav",
    { class: "pages", "aria-label": "Pages" },
    step(current - 1, "← Newer", "prev"),
    h("span", {}, `Page ${current} of ${last}`),
    step(current + 1, "Older →", "next"),
  );
}
