import { pluralize, singularize } from "inflection";
import { nearest } from "../../naming/nearest.js";
import type { ModelMeta, RelationLink, RelationMeta } from "../model-meta.js";
import { mistake, nameOf } from "./mistake.js";

/** Goes on from where another relation of the same model leads: the comments of a user's posts. */
export function linkThrough(owner: ModelMeta, relation: RelationMeta, target: ModelMeta): RelationLink {
  const first = relationThrough(owner, relation);
  const middle = first.link();
  const second = sourceOf(relation, middle.target, target);
  const end = second.link();
  for (const [part, link] of [
    [first, middle],
    [second, end],
  ] as const) {
    if (link.polymorphic) throw mistake(relation, `cannot go through ${nameOf(part)}, which leads to several models.`);
    if (link.latest) throw mistake(relation, `cannot go through ${nameOf(part)}, which picks one row of many.`);
    if (part.many && !relation.many) {
      throw mistake(
        relation,
        `leads to one ${target.name}, but ${nameOf(part)}, on its way, leads to many. Make it oneToMany.`,
      );
    }
    if (part.nullable && !relation.many && !relation.nullable) {
      throw mistake(relation, `may be missing, since ${nameOf(part)} may. Say nullable: true.`);
    }
  }
  const steps = [...middle.steps, ...end.steps];
  return {
    target,
    steps,
    owned: false,
    inverse: undefined,
    join: undefined,
    polymorphic: undefined,
    latest: undefined,
    counter: undefined,
    touched: false,
    through: true,
    repeats: relation.many,
  };
}

function relationThrough(owner: ModelMeta, relation: RelationMeta): RelationMeta {
  const { through } = relation.settings;
  const found = typeof through === "string" ? owner.relations.get(through) : undefined;
  if (found !== undefined) return found;
  const hint = typeof through === "string" ? nearest(through, owner.relations.keys()) : "";
  throw mistake(
    relation,
    `goes through ${typeof through === "string" ? JSON.stringify(through) : "a function"}, which is no relation of ${owner.name}.${hint} through takes the name of one: { through: "posts" }.`,
  );
}

/** The relation that leads on: the one that `source` names, or is called the same, or is the only one that leads there. */
function sourceOf(relation: RelationMeta, middle: ModelMeta, target: ModelMeta): RelationMeta {
  const { source } = relation.settings;
  const leading = [...middle.relations.values()].filter((other) => other.targets().includes(target));
  if (source !== undefined) {
    const found = middle.relations.get(source);
    if (found !== undefined && leading.includes(found)) return found;
    throw mistake(relation, `goes on by ${middle.name}.${source}, which ${strayed(found)}.${suggest(source, leading)}`);
  }
  const names = [relation.name, singularize(relation.name), pluralize(relation.name)];
  const found = leading.find((other) => names.includes(other.name)) ?? (leading.length === 1 ? leading[0] : undefined);
  if (found !== undefined) return found;
  const list = leading.map((other) => other.name).join(", ");
  throw mistake(
    relation,
    leading.length === 0
      ? `goes through ${middle.name}, which has no relation to ${target.name}. Declare one in ${middle.name}.`
      : `goes through ${middle.name}, which has several relations to ${target.name}: ${list}. Say which: { source: ${JSON.stringify(leading[0]?.name)} }.`,
  );
}

/** Why a source is none. */
function strayed(found: RelationMeta | undefined): string {
  if (found === undefined) return "does not exist";
  const names = found.targets().map((meta) => meta.name);
  return `leads to ${names.join(" or ")}`;
}

function suggest(source: string, leading: readonly RelationMeta[]): string {
  const names = leading.map((other) => other.name);
  const [first] = names;
  return (
    nearest(source, names) ||
    (first === undefined ? "" : ` One that leads there: { source: ${JSON.stringify(first)} }.`)
  );
}
