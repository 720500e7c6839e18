/** A constructor that gives back what it is given, so that a subclass's fields land on any object. */
export const Returned = function (this: unknown, target: object): object {
  return target;
} as unknown as new (
  target: object,
) => object;
