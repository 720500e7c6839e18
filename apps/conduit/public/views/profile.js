import { api } from "../api.js";
import { h, link } from "../dom.js";
import { avatar, followButton } from "../parts.js";
import { me } from "../session.js";
import { articleList, pageIn, tabs } from "./list.js";

/** Somebody with what they wrote, or what they like. */
export async function profile({ parts: [username = "", which], query }) {
  const likes = which === "favorites";
  const page = pageIn(query);
  const [shown, list] = await Promise.all([
    api.profile(username),
    api.articles({ ...page, ...(likes ? { favorited: username } : { author: username }) }),
  ]);
  const isOwn = username === me()?.username;
  const here = likes ? link("profile", username, "favorites") : link("profile", username);
  const choices = [
    ["Articles", link("profile", username)],
    ["Likes", link("profile", username, "favorites")],
  ];
  const nothing = likes
    ? "No article is liked yet."
    : isOwn
      ? "You have not written anything yet."
      : "Nothing written yet.";
  const content = [
    h(
      "header",
      { class: "hero person" },
      avatar(shown),
      h("h1", {}, shown.username),
      shown.bio && h("p", {}, shown.bio),
      h(
        "p",
        {},
        isOwn ? h("a", { class: "button", href: link("settings") }, "Edit your profile") : followButton(shown),
      ),
    ),
    h(
      "section",
      { class: "narrow", "aria-label": "Articles" },
      tabs(choices, here),
      ...articleList(list, page, here, nothing),
    ),
  ];
  return { title: shown.username, content };
}
