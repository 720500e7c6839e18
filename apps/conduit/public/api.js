import { forget, me } from "./session.js";

/** What the API refused: a status, and by field what is wrong with it. */
export class ApiError extends Error {
  constructor(status, errors) {
    super(sentence(errors));
    this.status = status;
    this.errors = errors;
  }
}

/** Errors in words, for where there is no field to put them at. */
export function sentence(errors) {
  const parts = Object.entries(errors).flatMap(([key, messages]) => messages.map((message) => `${key} ${message}`));
  return parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}.`).join(" ");
}

async function ask(method, path, body) {
  const token = me()?.token;
  const response = await fetch(`api${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Token ${token}` }),
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(0, { "the blog": ["cannot be reached. Are you online?"] });
  });
  const text = await response.text();
  if (response.ok) return text === "" ? undefined : JSON.parse(text);
  const errors = errorsIn(text) ?? { "the blog": [`answered with ${response.status}`] };
  // A token that is too old is as good as none.
  if (response.status === 401 && errors.token) forget();
  throw new ApiError(response.status, errors);
}

function errorsIn(text) {
  try {
    return JSON.parse(text).errors;
  } catch {
    return undefined;
  }
}

const part = encodeURIComponent;
const article = (slug) => `/articles/${part(slug)}`;

/** Everything that this page asks the API for. */
export const api = {
  register: async (user) => (await ask("POST", "/users", { user })).user,
  logIn: async (user) => (await ask("POST", "/users/login", { user })).user,
  changeUser: async (user) => (await ask("PUT", "/user", { user })).user,
  profile: async (name) => (await ask("GET", `/profiles/${part(name)}`)).profile,
  follow: async (name, on) => (await ask(on ? "POST" : "DELETE", `/profiles/${part(name)}/follow`)).profile,
  articles: (filter) => ask("GET", `/articles?${new URLSearchParams(filter)}`),
  feed: (page) => ask("GET", `/articles/feed?${new URLSearchParams(page)}`),
  article: async (slug) => (await ask("GET", article(slug))).article,
  publish: async (draft) => (await ask("POST", "/articles", { article: draft })).article,
  change: async (slug, changes) => (await ask("PUT", article(slug), { article: changes })).article,
  remove: (slug) => ask("DELETE", article(slug)),
  favorite: async (slug, on) => (await ask(on ? "POST" : "DELETE", `${article(slug)}/favorite`)).article,
  comments: async (slug) => (await ask("GET", `${article(slug)}/comments`)).comments,
  comment: async (slug, body) => (await ask("POST", `${article(slug)}/comments`, { comment: { body } })).comment,
  removeComment: (slug, id) => ask("DELETE", `${article(slug)}/comments/${part(id)}`),
  tags: async () => (await ask("GET", "/tags")).tags,
};
