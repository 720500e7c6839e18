import type { Schema } from "./check-input.js";
import { answers, bodies, params, queries } from "./schemas.js";

/** Who may ask: whoever they are, with a token that says who they are, or only with one. */
export type Access = "anybody" | "optional" | "required";

/** One thing that can be asked of the API: what its routes check and its documents tell. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api`. */
  readonly path: string;
  readonly group: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly status: number;
  /** None where the answer is empty. */
  readonly answer?: Schema;
  /** Statuses of errors. */
  readonly errors: readonly number[];
}

/** Everything that can be asked of the API. */
export const operations = {
  register: {
    method: "POST",
    path: "/users",
    group: "Accounts",
    summary: "Sign up",
    access: "anybody",
    body: bodies.newUser,
    status: 201,
    answer: answers.user,
    errors: [409, 422],
  },
  logIn: {
    method: "POST",
    path: "/users/login",
    group: "Accounts",
    summary: "Log in",
    access: "anybody",
    body: bodies.logIn,
    status: 200,
    answer: answers.user,
    errors: [401, 422],
  },
  showUser: {
    method: "GET",
    path: "/user",
    group: "Accounts",
    summary: "One's own account",
    access: "required",
    status: 200,
    answer: answers.user,
    errors: [401],
  },
  changeUser: {
    method: "PUT",
    path: "/user",
    group: "Accounts",
    summary: "Change one's own account",
    access: "required",
    body: bodies.userChanges,
    status: 200,
    answer: answers.user,
    errors: [401, 409, 422],
  },
  showProfile: {
    method: "GET",
    path: "/profiles/:username",
    group: "Profiles",
    summary: "Somebody",
    access: "optional",
    params: params.username,
    status: 200,
    answer: answers.profile,
    errors: [401, 404],
  },
  follow: {
    method: "POST",
    path: "/profiles/:username/follow",
    group: "Profiles",
    summary: "Follow somebody",
    access: "required",
    params: params.username,
    status: 200,
    answer: answers.profile,
    errors: [401, 404, 422],
  },
  unfollow: {
    method: "DELETE",
    path: "/profiles/:username/follow",
    group: "Profiles",
    summary: "No longer follow them",
    access: "required",
    params: params.username,
    status: 200,
    answer: answers.profile,
    errors: [401, 404],
  },
  listArticles: {
    method: "GET",
    path: "/articles",
    group: "Articles",
    summary: "The newest articles",
    access: "optional",
    query: queries.articles,
    status: 200,
    answer: answers.articles,
    errors: [401, 422],
  },
  listFeed: {
    method: "GET",
    path: "/articles/feed",
    group: "Articles",
    summary: "The newest by those whom one follows",
    access: "required",
    query: queries.feed,
    status: 200,
    answer: answers.articles,
    errors: [401, 422],
  },
  showArticle: {
    method: "GET",
    path: "/articles/:slug",
    group: "Articles",
    summary: "An article",
    access: "optional",
    params: params.slug,
    status: 200,
    answer: answers.article,
    errors: [401, 404],
  },
  createArticle: {
    method: "POST",
    path: "/articles",
    group: "Articles",
    summary: "Publish an article",
    access: "required",
    body: bodies.newArticle,
    status: 201,
    answer: answers.article,
    errors: [401, 422],
  },
  updateArticle: {
    method: "PUT",
    path: "/articles/:slug",
    group: "Articles",
    summary: "Change an article of one's own",
    access: "required",
    params: params.slug,
    body: bodies.articleChanges,
    status: 200,
    answer: answers.article,
    errors: [401, 403, 404, 422],
  },
  deleteArticle: {
    method: "DELETE",
    path: "/articles/:slug",
    group: "Articles",
    summary: "Delete an article of one's own",
    access: "required",
    params: params.slug,
    status: 204,
    errors: [401, 403, 404],
  },
  listComments: {
    method: "GET",
    path: "/articles/:slug/comments",
    group: "Comments",
    summary: "Comments on an article",
    access: "optional",
    params: params.slug,
    status: 200,
    answer: answers.comments,
    errors: [401, 404],
  },
  createComment: {
    method: "POST",
    path: "/articles/:slug/comments",
    group: "Comments",
    summary: "Comment on an article",
    access: "required",
    params: params.slug,
    body: bodies.newComment,
    status: 201,
    answer: answers.comment,
    errors: [401, 404, 422],
  },
  deleteComment: {
    method: "DELETE",
    path: "/articles/:slug/comments/:id",
    group: "Comments",
    summary: "Delete a comment of one's own",
    access: "required",
    params: params.comment,
    status: 204,
    errors: [401, 403, 404],
  },
  favorite: {
    method: "POST",
    path: "/articles/:slug/favorite",
    group: "Favorites",
    summary: "Like an article",
    access: "required",
    params: params.slug,
    status: 200,
    answer: answers.article,
    errors: [401, 404],
  },
  unfavorite: {
    method: "DELETE",
    path: "/articles/:slug/favorite",
    group: "Favorites",
    summary: "No longer like it",
    access: "required",
    params: params.slug,
    status: 200,
    answer: answers.article,
    errors: [401, 404],
  },
  listTags: {
    method: "GET",
    path: "/tags",
    group: "Tags",
    summary: "Tags in use",
    access: "anybody",
    status: 200,
    answer: answers.tags,
    errors: [],
  },
} as const satisfies Record<string, Operation>;

/** The name of an operation. */
export type OperationId = keyof typeof operations;
