/** Where a model class that was bound to a database says which class it stands for. */
export const boundTo = Symbol.for("@chakra-orm/bound-to@1");

/** The class that a bound one stands for; any other class is its own. */
export function unbound<C>(model: C): C {
  const target = typeof model === "function" ? Reflect.get(model, boundTo) : undefined;
  return typeof target === "function" ? (target as C) : model;
}
