/** A method as decorators see it. */
export type Method = (this: unknown, ...values: unknown[]) => unknown;

/**
 * Another function in the place of a method, with its name, its length and all that decorators have said of it: guards,
 * routes and Swagger find what they look for, whichever decorator came first.
 */
export function wrapMethod(method: Method, wrap: (method: Method) => Method): Method {
  const wrapped = wrap(method);
  Object.defineProperty(wrapped, "name", { value: method.name, configurable: true });
  Object.defineProperty(wrapped, "length", { value: method.length, configurable: true });
  for (const key of Reflect.getOwnMetadataKeys(method)) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, method), wrapped);
  }
  return wrapped;
}
