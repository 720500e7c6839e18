import { describe, expect, it } from "vitest";
import { knownPaths } from "../../src/query/methods/known-paths.js";
import type { ModelMeta } from "../../src/schema/model-meta.js";
import type { Load } from "../../src/statement/read.js";

describe("paths without callbacks", () => {
  const meta = () => ({}) as ModelMeta;
  const read = (): readonly Load[] => [];

  it("are read once for a model, however many there are", () => {
    const [one, other] = [meta(), meta()];
    const first = knownPaths(one, ["posts"], read);
    expect(knownPaths(one, ["posts"], read)).toBe(first);
    expect(knownPaths(other, ["posts"], read)).not.toBe(first);
    const several = knownPaths(one, ["posts", "tags"], read);
    expect(knownPaths(one, ["posts", "tags"], read)).toBe(several);
    for (const paths of [["tags", "posts"], ["posts"], ["posts\0tags"], ["posts", "tags", ""], []]) {
      expect(knownPaths(one, paths, read)).not.toBe(several);
    }
  });

  it("are read again where they were refused", () => {
    const model = meta();
    const refuse = () => {
      throw new Error("no such relation");
    };
    for (let i = 0; i < 2; i++) expect(() => knownPaths(model, ["pots"], refuse)).toThrow("no such relation");
    expect(knownPaths(model, ["pots"], read)).toEqual([]);
  });

  it("are kept in bounds", () => {
    const model = meta();
    const first = knownPaths(model, ["0"], read);
    for (let i = 1; i < 100; i++) knownPaths(model, [String(i)], read);
    expect(knownPaths(model, ["0"], read)).toBe(first);
    knownPaths(model, ["100"], read);
    expect(knownPaths(model, ["0"], read)).not.toBe(first);
  });
});
