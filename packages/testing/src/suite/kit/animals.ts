import { field, Model } from "@chakra-orm/core";
import { beforeAll } from "vitest";
import type { Suite } from "./suite.js";
import { tables } from "./tables.js";

/** A model with a column of most kinds, some of them NULL: what the behaviours of queries look at. */
export class Animal extends Model {
  static table = "suite_animals";
  id = field.id();
  name = field.string(40);
  note = field.text({ nullable: true });
  legs = field.integer({ nullable: true });
  weight = field.decimal(8, 2, { nullable: true });
  speed = field.float({ nullable: true });
  tame = field.boolean({ nullable: true });
  kind = field.enum(["bird", "cat", "fish"], { nullable: true });
  born = field.date({ nullable: true });
  seenAt = field.dateTime({ nullable: true });
  chip = field.bigInteger({ nullable: true });
  tags = field.array(field.string(10), { nullable: true });
  facts = field.json<Record<string, unknown>>({ nullable: true });
}

const day = (text: string): Date => new Date(`${text}Z`);

/** The rows, by id from 1 on. */
export const animals = [
  {
    name: "Ada",
    note: "likes 100% milk",
    legs: 4,
    weight: "4.50",
    speed: 48,
    tame: true,
    kind: "cat" as const,
    born: "2020-02-29",
  },
  {
    name: "ada",
    note: "",
    legs: 2,
    weight: "0.05",
    speed: 0.5,
    tame: false,
    kind: "bird" as const,
    born: "1999-12-31",
  },
  { name: "Äda", note: "a_b", legs: 0, weight: "10.00", speed: -1.5, kind: "fish" as const, born: "2020-01-01" },
  { name: "🐈 cat", note: "it's !*[x]?", legs: 4, weight: "9.00", tame: true, kind: "cat" as const },
  { name: "no body" },
].map((animal, i) => ({
  ...animal,
  seenAt:
    i === 4
      ? null
      : day(["2020-02-29T00:00:00", "2019-12-31T23:59:59.999", "2020-03-01T12:00:00", "2021-02-28T01:00:00"][i] ?? ""),
  chip: i === 4 ? null : 9007199254740992n + BigInt(i),
  tags: i === 4 ? null : ["a", "b"].slice(0, i),
  facts: i === 4 ? null : { i },
}));

/** Fills the table before the tests of a `describe`; `prepare` is called after. */
export function withAnimals(suite: Suite): void {
  tables(suite, Animal);
  beforeAll(async () => {
    for (const animal of animals) await Animal.create(animal);
  });
}
