import { ConfigurationError } from "../errors/usage.js";
import { Commenter, type CommentKey, type CommentTags, commentKeys } from "../events/comment.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { isPlainObject } from "../statement/plain-object.js";

/** Reads what comments are to say. */
export function readComments(given: unknown): Commenter | undefined {
  if (given === undefined || given === false) return undefined;
  if (given === true) return new Commenter(["route", "method"]);
  if (typeof given === "function") return new Commenter(checked(given as CommentTags));
  if (Array.isArray(given)) return new Commenter(given.map(readKey));
  throw new ConfigurationError(
    `comments is true, a list such as ["route", "id"], or a function of the request; not ${describe(given)}.`,
  );
}

function readKey(key: unknown): CommentKey {
  const known = commentKeys.find((one) => one === key);
  if (known !== undefined) return known;
  throw new ConfigurationError(
    `comments can say ${commentKeys.join(", ")}, not ${describe(key)}.${typeof key === "string" ? nearest(key, commentKeys) : ""}`,
  );
}

function checked(tags: CommentTags): CommentTags {
  return (request) => {
    const given: unknown = tags(request);
    if (isPlainObject(given)) return given as ReturnType<CommentTags>;
    throw new ConfigurationError(`The function of comments gives an object of texts, not ${describe(given)}.`);
  };
}
