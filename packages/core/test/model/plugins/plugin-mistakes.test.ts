import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definePlugin, field, Model, ModelDefinitionError, QueryError } from "../../../src/index.js";
import { metaOf } from "../../../src/schema/registry.js";

const define = definePlugin as (definition: unknown) => ReturnType<typeof definePlugin>;
const use = (...plugins: unknown[]) => (Model.use as (...plugins: unknown[]) => typeof Model).apply(Model, plugins);
const nothing = () => undefined;

describe("a plugin's definition is refused", () => {
  it.each<[string, unknown, string]>([
    ["that is none", "sluggable", "definePlugin takes an object"],
    ["that is a list", [], "definePlugin takes an object"],
    ["that is null", null, "definePlugin takes an object"],
    ["without a name", {}, "A plugin has a name, by which messages call it"],
    ["with an empty name", { name: " " }, "A plugin has a name"],
    ["with an unknown part", { name: "p", hook: {} }, 'has no part "hook". Did you mean "hooks"?'],
    ["with shared fields", { name: "p", fields: {} }, "fields: () => ({"],
    ["with methods that are no object", { name: "p", instance: [] }, "instance: { name() { … } }"],
    ["with a method that is none", { name: "p", instance: { slug: "a" } }, "instance.slug, which is no method"],
    ["with a query method that is none", { name: "p", query: { slug: 1 } }, "query.slug, which is no method"],
    [
      "with an accessor as a hook",
      {
        name: "p",
        hooks: {
          get beforeSave() {
            return nothing;
          },
        },
      },
      "no method",
    ],
    ["with an unknown hook", { name: "p", hooks: { beforeSav: nothing } }, 'Did you mean "beforeSave"?'],
    ["with a hook in the wrong place", { name: "p", instance: { afterSave: nothing } }, "write it below hooks"],
    [
      "with a method of records",
      { name: "p", instance: { save: nothing } },
      "the instance method save, which would hide",
    ],
    ["with an accessor of records", { name: "p", instance: { $isNew: nothing } }, "which would hide"],
    ["with a name of the ORM's", { name: "p", instance: { $mine: nothing } }, "which would hide"],
    ["with what objects have", { name: "p", instance: { hasOwnProperty: nothing } }, "which would hide"],
    // biome-ignore lint/suspicious/noThenProperty: the mistake that is tried
    ["that could be awaited", { name: "p", instance: { then: nothing } }, "which would hide"],
    [
      "with a method of models",
      { name: "p", statics: { where: nothing } },
      "the static method where, which would hide",
    ],
    ["with what functions have", { name: "p", statics: { call: nothing } }, "which would hide"],
    ["with a setting of the class", { name: "p", statics: { table: nothing } }, "which each class says of itself"],
    ["with a method of queries", { name: "p", query: { union: nothing } }, "what queries have under that name"],
    ["with a static one of models", { name: "p", query: { create: nothing } }, "what models have under that name"],
    ["with one name twice", { name: "p", query: { a: nothing }, statics: { a: nothing } }, "static ones too: keep one"],
    ["with a symbol", { name: "p", instance: { [Symbol.iterator]: nothing } }, "cannot have Symbol(Symbol.iterator)"],
  ])("%s", (_, definition, message) => {
    expect(() => define(definition)).toThrow(ModelDefinitionError);
    expect(() => define(definition)).toThrow(message);
  });

  it.each(["instance", "statics", "query", "hooks"])("with names in %s that reach a prototype", (part) => {
    for (const name of ["__proto__", "constructor", "prototype", "__defineGetter__", "toString"]) {
      const members = Object.defineProperty({}, name, { value: nothing, enumerable: true });
      if (part === "instance" && name === "prototype") continue;
      expect(() => define({ name: "p", [part]: members }), name).toThrow(ModelDefinitionError);
    }
  });

  it("whatever it is, with an error of the model's definition, and nothing is left behind", () => {
    const before = [Object.prototype, Function.prototype, Model, Model.prototype].map(Reflect.ownKeys);
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true });
    const part = fc.oneof(anything, fc.dictionary(fc.string(), fc.constant(nothing), { noNullPrototype: false }));
    const definition = fc.record(
      { name: fc.constant("p"), fields: part, hooks: part, instance: part, statics: part, query: part },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, definition), (given) => {
        try {
          use(define(given));
        } catch (error) {
          expect(error).toBeInstanceOf(ModelDefinitionError);
        }
      }),
    );
    expect([Object.prototype, Function.prototype, Model, Model.prototype].map(Reflect.ownKeys)).toEqual(before);
  });
});

describe("the use of plugins is refused", () => {
  const titled = define({ name: "titled", fields: () => ({ title: field.string(10) }), instance: { shout: nothing } });

  it.each<[string, () => unknown, string]>([
    ["without any", () => use(), "takes one plugin or more"],
    ["of nothing", () => use(undefined), "given a undefined that is no plugin"],
    ["of an object", () => use({ name: "p" }), "definePlugin({ name"],
    ["of what makes one", () => use(() => titled), "Does the function make one? Then call it."],
    ["of one twice", () => use(titled, titled), 'uses the plugin "titled" already'],
    ["of two with one name", () => use(titled, define({ name: "titled" })), 'uses the plugin "titled" already'],
    [
      "of two with one method",
      () => use(titled, define({ name: "loud", instance: { shout: nothing } })),
      'The plugin "loud" has the method shout, and so has the plugin "titled".',
    ],
    [
      "of two with one static method",
      () => use(define({ name: "a", statics: { best: nothing } }), define({ name: "b", query: { best: nothing } })),
      'The plugin "b" has the method best, and so has the plugin "a".',
    ],
  ])("%s", (_, wrong, message) => {
    expect(wrong).toThrow(ModelDefinitionError);
    expect(wrong).toThrow(message);
  });

  it("of one that the base class uses, or with a method that it has", () => {
    class Base extends use(titled) {
      static abstract = true;
      static newest() {}
      whisper() {}
    }
    const again = Base.use as unknown as (...plugins: unknown[]) => unknown;
    expect(() => again.call(Base, titled)).toThrow('Base uses the plugin "titled" already');
    const quiet = define({ name: "quiet", instance: { whisper: nothing } });
    expect(() => again.call(Base, quiet)).toThrow("has the method whisper, and so has Base");
    const news = define({ name: "news", query: { newest: nothing } });
    expect(() => again.call(Base, news)).toThrow("has the method newest, and so has Base");
  });

  it("on a model, which is no base for others", () => {
    class Person extends Model {
      id = field.id();
    }
    expect(() => Person.use(titled)).toThrow("class Person extends Model.use(…)");
  });

  it("as a model", () => {
    expect(() => metaOf(use(titled))).toThrow("Model.use(titled) is abstract");
  });

  it("with a field that hides a method", () => {
    const hidden = define({ name: "hidden", fields: () => ({ shout: field.string(10) }) });
    class Hiding extends use(titled, hidden) {
      id = field.id();
    }
    expect(() => metaOf(Hiding)).toThrow('Hiding.shout hides the method of that name that the plugin "titled" gives');
  });

  it.each<[string, () => object, string]>([
    ["no fields", () => ({ slug: "a" }), 'the field slug of the plugin "p" is none'],
    ["those of models", () => ({ save: field.string(10) }), "save hides what models have"],
    ["those of the ORM", () => ({ $isNew: field.string(10) }), "$isNew hides what models have"],
    ["a prototype", () => JSON.parse('{"__proto__":1}'), "the field __proto__"],
    ["a prototype as a field", () => ({ ["__proto__"]: field.string(10) }), "__proto__ hides what models have"],
    [
      "what another has",
      () => ({ title: field.string(10) }),
      'the plugin "p" has the field title, which what comes before',
    ],
    ["nothing", () => undefined as never, "cannot be read"],
  ])("with fields that are %s", (_, fields, message) => {
    class Wrong extends use(titled, define({ name: "p", fields })) {
      id = field.id();
    }
    expect(() => metaOf(Wrong)).toThrow(ModelDefinitionError);
    expect(() => metaOf(Wrong)).toThrow(message);
  });

  it("in a query of a model without it", () => {
    use(define({ name: "rare", query: { rare: nothing } }));
    class Common extends Model {
      id = field.id();
    }
    const rare = (query: object) => (query as { rare(): unknown }).rare();
    expect(() => rare(Common.all())).toThrow(QueryError);
    expect(() => rare(Common.all())).toThrow("class Common extends Model.use(…)");
    expect(() => rare(Object.getPrototypeOf(Common.all()))).toThrow("Something that is no query");
  });
});
