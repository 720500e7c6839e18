import { expect, test } from "vitest";
import { AuditEntry, field, Model } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { mistakeIn } from "./definition-error.js";

class Other extends Model {
  id = field.id();
}

/** A model with this for its `static audited`. */
function modelWith(audited: unknown) {
  return class Note extends Model {
    static table = "notes";
    static audited = audited;
    id = field.id();
    text = field.text();
    updatedAt = field.updatedAt();
    version = field.version();
    deletedAt = field.deletedAt();
  };
}

test.each([
  ["yes", /static audited of Note is true, or an object of options: only, except, model; not/],
  [["text"], /not an array/],
  [null, /not null/],
  [{ onyl: ["text"] }, 'static audited of Note has no option "onyl". Did you mean "only"?'],
  [{ only: "text" }, /only in static audited of Note is a list of properties, not/],
  [{ only: ["txet"] }, 'Note has no property "txet", named in static audited. Did you mean "text"?'],
  [{ except: ["__proto__"] }, 'Note has no property "__proto__", named in static audited.'],
  [{ only: ["text"], except: ["id"] }, "static audited of Note says both only and except: keep one of them."],
  [{ model: "History" }, "model in static audited of Note is a function that gives it: { model: () => History }."],
])("%j is refused", (audited, message) => {
  expect(mistakeIn(modelWith(audited))).toMatch(message);
});

test.each([
  [() => Other, /gives Other, which is no model of entries: class History extends AuditEntry/],
  [() => null, /gives null, which is no model of entries/],
])("%s gives no model of entries", (model, message) => {
  expect(mistakeIn(() => metaOf(modelWith({ model })).audited?.entries())).toMatch(message);
});

test("what is kept by itself is not recorded, unless it is asked for", () => {
  const recorded = (audited: unknown) => metaOf(modelWith(audited)).audited?.columns.map(({ property }) => property);
  expect(recorded(true)).toEqual(["id", "text", "deletedAt"]);
  expect(recorded({ except: ["text"] })).toEqual(["id", "deletedAt"]);
  expect(recorded({ only: ["version", "text"] })).toEqual(["text", "version"]);
  expect([recorded(false), recorded(undefined)]).toEqual([undefined, undefined]);
});

test("a base may say it for the models that extend it", () => {
  abstract class Base extends Model {
    static abstract = true;
    static audited = true;
    id = field.id();
  }
  class Bill extends Base {}
  expect(metaOf(Bill).audited?.entries()).toBe(metaOf(AuditEntry));
});
