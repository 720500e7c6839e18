import { api } from "../api.js";
import { go, h, link } from "../dom.js";
import { form } from "../form.js";
import { me } from "../session.js";

/** Writes a new article, or changes one of one's own. */
export async function editor({ parts: [slug] }) {
  const before = slug ? await api.article(slug) : undefined;
  if (before && before.author.username !== me()?.username) {
    const text = "Only its author can change an article.";
    return {
      title: "Not yours",
      content: [h("section", { class: "empty" }, h("h1", {}, "Not yours"), h("p", {}, text))],
    };
  }
  const title = before ? "Change an article" : "Write an article";
  const element = form({
    fields: [
      { name: "title", label: "Title", value: before?.title },
      { name: "description", label: "Summary", value: before?.description, hint: "One sentence, shown in lists." },
      {
        name: "body",
        label: "Text",
        type: "textarea",
        rows: 14,
        value: before?.body,
        hint: "A blank line begins a new paragraph.",
      },
      {
        name: "tagList",
        label: "Tags",
        value: before?.tagList.join(", "),
        hint: "With commas between them: baking, bread",
      },
    ],
    action: before ? "Save changes" : "Publish",
    submit: async ({ tagList, ...texts }) => {
      const names = tagList.split(",").map((name) => name.trim());
      const draft = { ...texts, tagList: names.filter((name) => name !== "") };
      const { slug: address } = before ? await api.change(before.slug, draft) : await api.publish(draft);
      go(link("article", address));
    },
  });
  return { title, content: [h("section", { class: "narrow" }, h("h1", {}, title), element)] };
}
