/** The largest page of a list. */
export const largestPage = 100;

export const listQuery = {
  type: "object",
  properties: {
    tag: { type: "string" },
    author: { type: "string" },
    favorited: { type: "string" },
    limit: { type: "integer", minimum: 0, maximum: largestPage, default: 20 },
    offset: { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 },
  },
} as const;

// How long a text may be and that it is not blank the models know; here is only what kind of value it is.
const texts = { title: { type: "string" }, description: { type: "string" }, body: { type: "string" } } as const;
const tagList = { type: "array", maxItems: 20, items: { type: "string" } } as const;

const wrapped = (article: object) => ({ type: "object", required: ["article"], properties: { article } }) as const;

export const createBody = wrapped({
  type: "object",
  required: ["title", "description", "body"],
  properties: { ...texts, tagList },
});

export const updateBody = wrapped({ type: "object", properties: { ...texts, tagList } });
