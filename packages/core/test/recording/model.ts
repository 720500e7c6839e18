import { Model } from "../../src/model/model.js";

/** Any model; what its columns are, no type can tell. */
export type AnyRecord = Model & Record<string, unknown>;
export type AnyModel = (new (
  attributes?: object,
) => AnyRecord) &
  Omit<typeof Model, "prototype"> & { prototype: AnyRecord };

/** A model whose fields are known only when the test runs: property names, and what each initialiser calls. */
export function modelOf(
  name: string,
  fields: Readonly<Record<string, () => unknown>>,
  statics: Readonly<Record<string, unknown>> = {},
): AnyModel {
  const initialisers = Object.entries(fields);
  const made = class extends Model {
    constructor(attributes?: object) {
      super(attributes);
      for (const [property, make] of initialisers) {
        Object.defineProperty(this, property, { value: make(), enumerable: true, writable: true, configurable: true });
      }
    }
  };
  Object.defineProperty(made, "name", { value: name });
  for (const [key, value] of Object.entries(statics)) Object.defineProperty(made, key, { value });
  return made as unknown as AnyModel;
}
