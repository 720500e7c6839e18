import { api } from "./api.js";
import { announce, go, h, link, when } from "./dom.js";
import { me } from "./session.js";

/** A picture of somebody, or the letter that their name begins with. */
export function avatar({ username, image }) {
  const letter = h("span", { class: "avatar", "aria-hidden": "true" }, [...username][0]?.toUpperCase() ?? "");
  // Nothing but pictures from elsewhere: no other kind of address.
  if (!/^https?:/i.test(image ?? "")) return letter;
  const picture = h("img", { class: "avatar", src: image, alt: "", loading: "lazy", referrerpolicy: "no-referrer" });
  picture.addEventListener("error", () => picture.replaceWith(letter));
  return picture;
}

/** Who wrote something, and when. */
export function byline({ author, createdAt }) {
  const name = h("a", { href: link("profile", author.username) }, author.username);
  return h("div", { class: "byline" }, avatar(author), h("div", {}, name, when(createdAt)));
}

/** Tags, each leading to the articles that have it. */
export function tagList(names, label) {
  const items = names.map((name) =>
    h("li", {}, h("a", { class: "tag", href: `#/?${new URLSearchParams({ tag: name })}` }, name)),
  );
  return h("ul", { class: "tags", "aria-label": label }, ...items);
}

/**
 * A button that says whether something is so, and changes it: `change(on)` asks the API and gives what is so then.
 * Strangers are asked to log in.
 */
export function toggle({ state, face, change }) {
  const button = h("button", { type: "button", class: "toggle" });
  let now = state;
  const draw = () => {
    const { on, text, label, spoken = text } = face(now);
    button.replaceChildren(text);
    button.setAttribute("aria-pressed", String(on));
    button.setAttribute("aria-label", label ?? spoken);
  };
  button.addEventListener("click", async () => {
    if (!me()) return go(link("login"));
    button.disabled = true;
    try {
      now = await change(!face(now).on);
      draw();
      announce(button.getAttribute("aria-label"));
    } catch (error) {
      announce(error.message);
      if (error.status === 401) go(link("login"));
      else button.title = error.message;
    }
    button.disabled = false;
    button.focus();
  });
  draw();
  return button;
}

/** Likes an article, or no longer. */
export function likeButton(article) {
  return toggle({
    state: article,
    face: ({ favorited, favoritesCount }) => ({
      on: favorited,
      text: `${favorited ? "♥" : "♡"} ${favoritesCount}`,
      label: `Like, ${favoritesCount} so far`,
    }),
    change: (on) => api.favorite(article.slug, on),
  });
}

/** Follows somebody, or no longer. Nothing for oneself. */
export function followButton(profile) {
  if (profile.username === me()?.username) return undefined;
  return toggle({
    state: profile,
    face: ({ following, username }) => ({
      on: following,
      text: following ? `Following ${username}` : `Follow ${username}`,
    }),
    change: (on) => api.follow(profile.username, on),
  });
}

/** One article of a list. */
export function preview(article) {
  return h(
    "article",
    { class: "preview" },
    h("div", { class: "row" }, byline(article), likeButton(article)),
    h("h2", {}, h("a", { href: link("article", article.slug) }, article.title)),
    h("p", {}, article.description),
    tagList(article.tagList, "Tags"),
  );
}
