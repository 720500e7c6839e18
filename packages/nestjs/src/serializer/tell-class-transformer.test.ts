import { field, Model, manyToOne } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { type ClassTransformer, loadClassTransformer, tellClassTransformer } from "./tell-class-transformer.js";

class Owner extends Model {
  id = field.id();
  secret = field.string(20, { hidden: true });
}
class Thing extends Model {
  id = field.id();
  size = field.bigInteger();
  ownerId = field.foreignKey(() => Owner);
  owner = manyToOne(() => Owner);
}

test("it is told once of what is hidden and of other forms, for related models too", () => {
  const excluded: string[] = [];
  const changes = new Map<string, (given: { readonly value: unknown }) => unknown>();
  const name = (prototype: object, property: string) => `${prototype.constructor.name}.${property}`;
  const transformer: ClassTransformer = {
    Exclude: () => (prototype, property) => excluded.push(name(prototype, property)),
    Transform: (change) => (prototype, property) => changes.set(name(prototype, property), change),
  };
  tellClassTransformer(transformer, [Thing]);
  tellClassTransformer(transformer, [Thing, Owner]);
  expect(excluded).toEqual(["Owner.secret"]);
  expect(changes.get("Thing.size")?.({ value: 2n ** 60n })).toBe("1152921504606846976");
  expect(changes.get("Thing.size")?.({ value: null })).toBeNull();
});

test("nobody has to install it", async () => {
  const loaded = await loadClassTransformer();
  expect(loaded === undefined || typeof loaded.Exclude === "function").toBe(true);
});
