import { ValidationError } from "../../errors/record.js";
import { isPlainObject } from "../../statement/plain-object.js";

/** What a request's query string may come as: text, what a framework parsed it to, flat or nested. */
export type RequestQuery = string | URLSearchParams | Readonly<Record<string, unknown>>;

/** One parameter: `filter[age][gte]=3` is the path `["filter", "age", "gte"]` and the text `"3"`. */
export interface Parameter {
  readonly path: readonly string[];
  readonly text: string;
}

/** The most parameters that are looked at; more are somebody's attack. */
const most = 100;

/** Reads the parameters of a request, whoever parsed it. Anything but texts in objects is refused. */
export function parametersOf(model: string, input: RequestQuery): Parameter[] {
  const parameters: Parameter[] = [];
  const add = (path: readonly string[], value: unknown): void => {
    if (parameters.length >= most) throw refused(model, [], `has more than ${most} parameters`);
    if (typeof value === "string") parameters.push({ path, text: value });
    else if (Array.isArray(value) || !isPlainObject(value) || path.length > 4) {
      throw refused(model, path, Array.isArray(value) ? "is given more than once" : "is no text");
    } else for (const [name, inner] of Object.entries(value)) add([...path, ...split(name)], inner);
  };
  if (typeof input === "string" || input instanceof URLSearchParams) {
    const seen = new Set<string>();
    for (const [name, text] of new URLSearchParams(input)) {
      if (seen.has(name)) throw refused(model, split(name), "is given more than once");
      seen.add(name);
      add(split(name), text);
    }
  } else for (const [name, value] of Object.entries(input)) add(split(name), value);
  return parameters;
}

/** `filter[age][gte]` in its parts. */
function split(name: string): string[] {
  const [, first, rest] = /^([^[\]]*)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
  if (first === undefined) return [name];
  return [first, ...[...(rest ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] as string)];
}

/** What is wrong with a parameter, for the one who sent the request. */
export function refused(model: string, path: readonly string[], message: string): ValidationError {
  return new ValidationError(model, [{ path: path.length > 0 ? path : ["query"], rule: "parameter", message }]);
}
