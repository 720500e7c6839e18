import { api } from "../api.js";
import { h } from "../dom.js";
import { tagList } from "../parts.js";
import { me } from "../session.js";
import { articleList, pageIn, tabs } from "./list.js";

/** All articles, those of one tag, or those of whom one follows. */
export async function home({ query }) {
  const tag = query.get("tag") ?? undefined;
  const isFeed = query.has("feed") && me() !== undefined;
  const page = pageIn(query);
  const [list, tags] = await Promise.all([
    isFeed ? api.feed(page) : api.articles({ ...page, ...(tag && { tag }) }),
    api.tags(),
  ]);
  const hash = isFeed ? "#/?feed=" : tag ? `#/?${new URLSearchParams({ tag })}` : "#/";
  const choices = [
    ["Everything", "#/"],
    ...(me() ? [["Your feed", "#/?feed="]] : []),
    ...(tag ? [[`#${tag}`, hash]] : []),
  ];
  const nothing = isFeed
    ? "Nothing yet. Follow somebody whose articles you like, and what they write appears here."
    : tag
      ? "No article has this tag."
      : "Nobody has written anything yet. Be the first.";
  const content = [
    h(
      "div",
      { class: "hero" },
      h("h1", {}, "A place to share what you know"),
      h("p", {}, "Written by people who have tried it."),
    ),
    h(
      "div",
      { class: "columns" },
      h("section", { "aria-label": "Articles" }, tabs(choices, hash), ...articleList(list, page, hash, nothing)),
      h(
        "aside",
        {},
        h("h2", {}, "Tags"),
        tags.length > 0 ? tagList(tags, "All tags") : h("p", { class: "muted" }, "None yet."),
      ),
    ),
  ];
  return { title: isFeed ? "Your feed" : tag && `#${tag}`, content };
}
