import { expect, test } from "vitest";
import { field, Model } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";

test("a custom type may refuse most of what its stored type can hold", () => {
  const even = {
    name: "even",
    storedAs: field.integer(),
    toStored: (value: number) => value,
    fromStored: (stored: number) => {
      if (stored % 2 !== 0) throw new RangeError(`${stored} is odd`);
      return stored;
    },
  };
  class Pair extends Model {
    static table = "custom_pairs";
    id = field.id();
    count = field(even);
  }
  const { type } = metaOf(Pair).byProperty.get("count") ?? {};
  expect(type?.samples).toContain(0);
  expect(type?.samples).not.toContain(1);
  expect(type?.fromJSON?.(3)).toMatchObject({ rule: "type", message: expect.stringContaining("3 is odd") });
});
