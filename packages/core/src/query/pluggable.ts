import { QueryError } from "../errors/usage.js";
import { Joining } from "./joining.js";
import type { QueryMethods } from "./query-methods.js";
import { Reading } from "./reading.js";

/** What puts methods of plugins on queries. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: who declares a method there gives it too
export class Pluggable<in out T, out R = T> extends Joining<T, R> {}

export interface Pluggable<in out T, out R = T> extends QueryMethods<T, R> {}

const plugged = new Set<string>();

/** Whether queries have a method of that name because plugins have. */
export function isPlugged(name: string): boolean {
  return plugged.has(name);
}

/** Gives queries a method that finds its plugin through the model that is read: several may have one of that name. */
export function plugQueryMethod(name: string): void {
  if (plugged.has(name)) return;
  plugged.add(name);
  Object.defineProperty(Pluggable.prototype, name, {
    value(this: object, ...given: unknown[]) {
      const meta = Reading.stateOf(this)?.select.meta;
      const method = meta?.plugins.find(({ query }) => query.has(name))?.query.get(name);
      if (method !== undefined) return method.apply(this, given);
      const model = meta?.name ?? "Something that is no query";
      throw new QueryError(
        `${model} uses no plugin with the query method ${name}. A model names its plugins: class ${meta?.name ?? "Post"} extends Model.use(…).`,
        meta && { model },
      );
    },
  });
}
