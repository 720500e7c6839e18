import type { JsonSchema } from "@chakra-orm/core";
import { Article, Comment, Tag, User } from "../models/index.js";
import type { Schema } from "./check-input.js";

/** The largest page of a list. */
const largestPage = 100;

// What columns hold the models say; here it is put together as the API shows it.
const givenUser = columns(User.jsonSchema("update", { only: ["username", "email", "bio", "image"] }));
const shownUser = columns(User.jsonSchema("read", { only: ["username", "email", "bio", "image"] }));
const givenArticle = columns(Article.jsonSchema("update", { only: ["title", "description", "body"] }));
const shownArticle = columns(
  Article.jsonSchema("read", { only: ["slug", "title", "description", "body", "createdAt", "updatedAt"] }),
);
const givenComment = columns(Comment.jsonSchema("create", { only: ["body"] }));
const shownComment = columns(Comment.jsonSchema("read", { only: ["id", "createdAt", "updatedAt", "body"] }));
const tagName = columns(Tag.jsonSchema("read", { only: ["name"] }))["name"];

const password = { type: "string", format: "password", minLength: 8 };
const tagList = { type: "array", items: tagName };

/** The schema of each column. */
function columns({ properties }: JsonSchema): Readonly<Record<string, Schema>> {
  return properties as Readonly<Record<string, Schema>>;
}

/** An object of these properties; all are required, unless some are named. */
function object(properties: object, required: readonly string[] = Object.keys(properties)): Schema {
  return { type: "object", ...(required.length > 0 && { required }), properties };
}

/** A schema of `shapes` by its name, in the words of Fastify. */
const named = (name: keyof typeof shapes): Schema => ({ $ref: `${name}#` });

const { email, username, bio, image } = shownUser;
const { body, ...columnsInLists } = shownArticle;
const summary = {
  ...columnsInLists,
  tagList,
  favorited: { type: "boolean" },
  favoritesCount: { type: "integer" },
  author: { $ref: "Profile#" },
};

/** What the API shows, each with a name. */
export const shapes = {
  User: object({ email, token: { type: "string" }, username, bio, image }),
  Profile: object({ username, bio, image, following: { type: "boolean" } }),
  Article: object({ ...summary, body }),
  ArticleSummary: object(summary),
  Comment: object({ ...shownComment, author: { $ref: "Profile#" } }),
  Errors: object({
    errors: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
  }),
} as const;

/** Answers. */
export const answers = {
  user: object({ user: named("User") }),
  profile: object({ profile: named("Profile") }),
  article: object({ article: named("Article") }),
  articles: object({ articles: { type: "array", items: named("ArticleSummary") }, articlesCount: { type: "integer" } }),
  comment: object({ comment: named("Comment") }),
  comments: object({ comments: { type: "array", items: named("Comment") } }),
  tags: object({ tags: { type: "array", items: tagName } }),
  errors: named("Errors"),
};

const account = { username: givenUser["username"], email: givenUser["email"], password };
const newTagList = { type: "array", maxItems: 20, items: tagName };

/** Bodies of requests, with everything in one key: `{ "article": { … } }`. */
export const bodies = {
  newUser: object({ user: object(account) }),
  // What is too short for a new password may be somebody's old one: it is only wrong.
  logIn: object({ user: object({ email: { type: "string" }, password: { type: "string", format: "password" } }) }),
  userChanges: object({ user: object({ ...givenUser, password }, []) }),
  newArticle: object({ article: object({ ...givenArticle, tagList: newTagList }, Object.keys(givenArticle)) }),
  articleChanges: object({ article: object({ ...givenArticle, tagList: newTagList }, []) }),
  newComment: object({ comment: object(givenComment) }),
};

const page = {
  limit: { type: "integer", minimum: 0, maximum: largestPage, default: 20, description: "At most so many." },
  offset: {
    type: "integer",
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    default: 0,
    description: "So many are passed over first.",
  },
};
const text = (description: string) => ({ type: "string", description });

/** What follows the question mark of an address. */
export const queries = {
  articles: object(
    {
      tag: text("Only those with this tag."),
      author: text("Only those by the user of this name."),
      favorited: text("Only those that the user of this name likes."),
      ...page,
    },
    [],
  ),
  feed: object(page, []),
};

/** Parts of an address. */
export const params = {
  slug: object({ slug: text("What an article's address ends in.") }),
  username: object({ username: text("Name of a user.") }),
  // Whatever is no number, no comment has: it is answered so, not as a mistake of form.
  comment: object({ slug: text("What the article's address ends in."), id: text("Number of a comment.") }),
};
