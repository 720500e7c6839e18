import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hookNames } from "../../../src/hooks/hooks.js";
import { hooksOf } from "../../../src/hooks/hooks-of.js";
import { definePlugin, field, Model, manyToOne } from "../../../src/index.js";
import { metaOf } from "../../../src/schema/registry.js";

const tagged = definePlugin({
  name: "tagged",
  fields: () => ({ tag: field.string(10, { default: "new" }), marks: field.json<string[]>({ default: [] }) }),
  instance: {
    isTagged() {
      return this.tag !== "new";
    },
  },
});

describe("a class that uses plugins", () => {
  it("has its records made fast", () => {
    class Task extends Model.use(tagged) {
      id = field.id();
    }
    expect(metaOf(Task).plain).toBe(true);
    expect(metaOf(Task).columns.map(({ property }) => property)).toEqual(["tag", "marks", "id"]);
  });

  it("gives each record values of its own", () => {
    class Item extends Model.use(tagged) {
      id = field.id();
    }
    const [one, other] = [new Item({ tag: "a" }), new Item()];
    one.marks.push("x");
    expect([one.tag, one.isTagged(), other.tag, other.isTagged(), other.marks]).toEqual(["a", true, "new", false, []]);
    expect(Object.keys(one)).toEqual(["tag", "marks", "id"]);
  });

  it("may say a field of a plugin anew, and a method", () => {
    class Note extends Model.use(tagged) {
      id = field.id();
      override tag = field.string(20, { default: "other" });
      override isTagged() {
        return super.isTagged() && this.tag !== "other";
      }
    }
    expect(metaOf(Note).byProperty.get("tag")?.type.facets).toMatchObject({ length: 20 });
    expect([new Note().tag, new Note().isTagged(), new Note({ tag: "a" }).isTagged()]).toEqual(["other", false, true]);
  });

  it("may still have private fields", () => {
    class Secret extends Model.use(tagged) {
      id = field.id();
      #asked = 0;
      ask() {
        return ++this.#asked;
      }
    }
    expect([metaOf(Secret).plain, new Secret().ask()]).toEqual([false, 1]);
  });

  it("is told of a stray field all the same", () => {
    const bare = definePlugin({ name: "bare" });
    class Stray extends Model.use(bare) {
      id = field.id();
      box = { inside: field.string(10) };
    }
    expect(() => metaOf(Stray)).toThrow("is the value of no public property");
  });

  it("has relations of plugins, hidden as its own are", () => {
    class Owner extends Model {
      id = field.id();
    }
    const owned = definePlugin({
      name: "owned",
      fields: () => ({ ownerId: field.foreignKey(() => Owner), owner: manyToOne(() => Owner) }),
    });
    class Thing extends Model.use(owned) {
      id = field.id();
    }
    expect(metaOf(Thing).relations.get("owner")?.link().target).toBe(metaOf(Owner));
    expect(Object.keys(new Thing())).toEqual(["ownerId", "id"]);
  });

  it("has hooks in this order: the base class's plugins, its own, the method last", () => {
    const plugin = (name: string) => definePlugin({ name, hooks: { beforeSave: () => name } });
    class Base extends Model.use(plugin("a"), plugin("b")) {
      static abstract = true;
      id = field.id();
      beforeSave(): string {
        return "base";
      }
    }
    class Page extends Base.use(plugin("c")) {
      override beforeSave() {
        return "own";
      }
    }
    class Leaf extends Base.use(plugin("d")) {}
    const order = (model: typeof Base) => hooksOf(metaOf(model))?.beforeSave?.map((hook) => hook.call({}, undefined));
    expect(order(Page)).toEqual(["a", "b", "c", "own"]);
    expect(order(Leaf)).toEqual(["a", "b", "d", "base"]);
  });

  it("has each hook of each plugin once, whatever stands above what", () => {
    const hooks = fc.subarray([...hookNames]);
    const layer = fc.record({ own: hooks, plugins: fc.array(hooks, { minLength: 1, maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 4 }), (layers) => {
        const expected = new Map(hookNames.map((name): [string, string[]] => [name, []]));
        const owners = new Map<string, string>();
        let model: typeof Model = Model;
        for (const [depth, { own, plugins }] of layers.entries()) {
          for (const [place, names] of plugins.entries()) {
            const label = `plugin ${depth}.${place}`;
            for (const name of names) expected.get(name)?.push(label);
            const told = Object.fromEntries(names.map((name) => [name, () => label]));
            model = model.use(definePlugin({ name: label, hooks: told }));
          }
          const made = class extends model {};
          Object.defineProperty(made, "abstract", { value: true });
          for (const name of own) {
            owners.set(name, `class ${depth}`);
            Object.defineProperty(made.prototype, name, { value: () => `class ${depth}` });
          }
          model = made;
        }
        class Leaf extends model {
          id = field.id();
        }
        for (const [name, owner] of owners) expected.get(name)?.push(owner);
        const found = hooksOf(metaOf(Leaf)) ?? {};
        const labels = hookNames.map((name) => (found[name] ?? []).map((hook) => hook.call({}, undefined)));
        expect(labels).toEqual([...expected.values()]);
      }),
    );
  });

  it("does not change with the object that the plugin was made from", () => {
    const instance = { hello: () => "hello" };
    const polite = definePlugin({ name: "polite", instance });
    instance.hello = () => "go away";
    class Waiter extends Model.use(polite) {
      id = field.id();
    }
    expect(new Waiter().hello()).toBe("hello");
    expect(Object.isFrozen(polite)).toBe(true);
  });
});
