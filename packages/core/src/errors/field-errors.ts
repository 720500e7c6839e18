import type { ErrorDetails } from "./error.js";
import type { Problem } from "./problem.js";

/** An error as forms like it, and as the API of Conduit tells it: by field, what is wrong with it. */
export interface FieldErrors {
  /** By the property's name; that of an inner value follows after a dot. What is about no property stands at `base`. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

/**
 * A problem in the shape `{ errors: { field: ["message"] } }`. With the error, a missing record is told at the name of
 * its model: `{ errors: { user: ["not found"] } }`. What is about no property stands at `base`.
 *
 * @example
 * const error = await User.create({ username: "al", email: "al@example.com" }).catch((reason: unknown) => reason);
 * const problem = problemOf(error);
 * if (problem === undefined) throw error;
 * console.assert(fieldErrors(problem).errors["username"]?.[0] === "must have at least 3 characters");
 */
export function fieldErrors(problem: Problem, error?: Pick<ErrorDetails, "model">): FieldErrors {
  const { code, title, issues = [] } = problem;
  if (code === "RECORD_NOT_FOUND") return { errors: { [thing(error?.model)]: ["not found"] } };
  if (issues.length === 0) return { errors: { base: [title] } };
  const messages = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const name = path.join(".") || "base";
    messages.set(name, [...(messages.get(name) ?? []), message]);
  }
  // Makes own properties of all names, also of `__proto__`.
  return { errors: Object.fromEntries(messages) };
}

/** `BlogPost` is called `blogPost`. */
function thing(model = "record"): string {
  return `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
}
