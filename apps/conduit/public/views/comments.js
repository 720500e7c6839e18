import { api } from "../api.js";
import { announce, h, link, prose } from "../dom.js";
import { form } from "../form.js";
import { byline } from "../parts.js";
import { me } from "../session.js";

/** What was said about an article, and a form to say something. */
export function comments(slug, said) {
  const list = h("div", { class: "comments" }, ...said.map((comment) => oneOf(slug, comment)));
  return h(
    "section",
    { class: "full", "aria-label": "Comments" },
    h("h2", {}, "Comments"),
    list,
    invitation(slug, list),
  );
}

function oneOf(slug, comment) {
  const box = h(
    "article",
    { class: "comment" },
    h("div", { class: "row" }, byline(comment)),
    h("div", { class: "prose" }, ...prose(comment.body)),
  );
  if (comment.author.username !== me()?.username) return box;
  const remove = h("button", { type: "button", class: "quiet", "aria-label": "Delete this comment" }, "Delete");
  remove.addEventListener("click", async () => {
    try {
      await api.removeComment(slug, comment.id);
      box.closest("section").querySelector("textarea")?.focus();
      box.remove();
      announce("The comment is deleted.");
    } catch (error) {
      announce(error.message);
      remove.title = error.message;
    }
  });
  box.firstElementChild.append(remove);
  return box;
}

function invitation(slug, list) {
  if (!me()) {
    const [logIn, signUp] = [h("a", { href: link("login") }, "Log in"), h("a", { href: link("register") }, "sign up")];
    return h("p", { class: "muted" }, logIn, " or ", signUp, " to say something.");
  }
  return form({
    fields: [{ name: "body", label: "Your comment", type: "textarea", rows: 3 }],
    action: "Post comment",
    submit: async ({ body }, element) => {
      list.append(oneOf(slug, await api.comment(slug, body)));
      element.reset();
      announce("Your comment is there.");
    },
  });
}
