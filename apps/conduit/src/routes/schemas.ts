/** The largest page of a list. */
export const largestPage = 100;

const page = {
  limit: { type: "integer", minimum: 0, maximum: largestPage, default: 20 },
  offset: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 },
} as const;

export const listQuery = {
  type: "object",
  properties: { tag: { type: "string" }, author: { type: "string" }, favorited: { type: "string" }, ...page },
} as const;

export const feedQuery = { type: "object", properties: page } as const;

// How long a text may be and that it is not blank the models know; here is only what kind of value it is.
const texts = { title: { type: "string" }, description: { type: "string" }, body: { type: "string" } } as const;
const tagList = { type: "array", maxItems: 20, items: { type: "string" } } as const;

/** Bodies have everything in one key, `{ "article": { … } }`. */
const wrapped = (key: string, schema: object) => ({ type: "object", required: [key], properties: { [key]: schema } });

export const createBody = wrapped("article", {
  type: "object",
  required: ["title", "description", "body"],
  properties: { ...texts, tagList },
});

export const updateBody = wrapped("article", { type: "object", properties: { ...texts, tagList } });

export const commentBody = wrapped("comment", {
  type: "object",
  required: ["body"],
  properties: { body: texts.body },
});
