import { api } from "../api.js";
import { announce, go, h, link, prose } from "../dom.js";
import { byline, followButton, likeButton, tagList } from "../parts.js";
import { me } from "../session.js";
import { comments } from "./comments.js";

/** One article with what was said about it. */
export async function article({ parts: [slug = ""] }) {
  const [shown, said] = await Promise.all([api.article(slug), api.comments(slug)]);
  const content = [
    h(
      "article",
      { class: "full" },
      h("h1", {}, shown.title),
      h("p", { class: "lead" }, shown.description),
      h("div", { class: "row" }, byline(shown), h("div", { class: "actions" }, ...actions(shown))),
      h("div", { class: "prose" }, ...prose(shown.body)),
      tagList(shown.tagList, "Tags"),
    ),
    comments(slug, said),
  ];
  return { title: shown.title, content };
}

function actions(shown) {
  if (shown.author.username !== me()?.username) return [followButton(shown.author), likeButton(shown)];
  const remove = h("button", { type: "button", class: "danger" }, "Delete");
  remove.addEventListener("click", async () => {
    if (!confirm(`Delete “${shown.title}” for good?`)) return;
    try {
      await api.remove(shown.slug);
      go(link("profile", shown.author.username));
    } catch (error) {
      announce(error.message);
      remove.title = error.message;
    }
  });
  return [h("a", { class: "button", href: link("editor", shown.slug) }, "Edit"), remove, likeButton(shown)];
}
