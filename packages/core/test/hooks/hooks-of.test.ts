import { describe, expect, it } from "vitest";
import { hookNames } from "../../src/hooks/hooks.js";
import { hooksOf, runsWithin } from "../../src/hooks/hooks-of.js";
import { field, Model } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";

describe("the hooks of a model", () => {
  it("are none for most, which costs no more than a look", () => {
    class Plain extends Model {
      id = field.id();
      describe() {
        return "plain";
      }
    }
    expect(hooksOf(metaOf(Plain))).toBeUndefined();
    expect(hooksOf(metaOf(Plain))).toBeUndefined();
  });

  it("are methods of the class and of those it extends", () => {
    class Base extends Model {
      static abstract = true;
      id = field.id();
      beforeSave() {}
      afterCommit() {}
    }
    class Derived extends Base {
      static override abstract = false;
      override beforeSave() {}
      afterDelete() {}
    }
    const hooks = hooksOf(metaOf(Derived));
    expect(Object.keys(hooks ?? {}).sort()).toEqual(["afterCommit", "afterDelete", "beforeSave"]);
    expect(hooks?.beforeSave).toEqual([Derived.prototype.beforeSave]);
  });

  it("ask for a transaction where one runs with the write", () => {
    expect(runsWithin(undefined)).toBe(false);
    for (const name of hookNames) {
      expect(runsWithin({ [name]: [() => undefined] })).toBe(name !== "afterCommit" && name !== "afterRollback");
    }
  });

  it.each([
    ["beforeInsert", "beforeCreate is what it is called here"],
    ["afterDestroy", "afterDelete is what it is called here"],
    ["beforeSav", "beforeSave"],
    ["afterCommited", "afterCommit"],
  ])("%s is none, and would never be called", (name, hint) => {
    class Wrong extends Model {
      id = field.id();
    }
    Object.defineProperty(Wrong.prototype, name, { value() {} });
    expect(() => hooksOf(metaOf(Wrong))).toThrow(hint);
  });

  it("leave other methods alone", () => {
    class Party extends Model {
      static table = "parties";
      id = field.id();
      afterParty() {}
      beforehand() {}
    }
    expect(hooksOf(metaOf(Party))).toBeUndefined();
  });

  it("are methods, not values", () => {
    class Wrong extends Model {
      id = field.id();
    }
    Object.defineProperty(Wrong.prototype, "beforeSave", { value: "now" });
    expect(() => hooksOf(metaOf(Wrong))).toThrow("it is a method");
  });
});
