import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, compilers } from "../src/typecost/compile.js";
import { chakraRelations } from "../src/typecost/forms/chakra-relations.js";
import { measureTypes, type TypeCost } from "../src/typecost/measure-types.js";
import { openWorkshop, type Workshop } from "../src/typecost/project.js";

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
}, 120_000);
afterAll(() => workshop?.remove());

describe("what models that are related cost the type checker of TypeScript 5.9", () => {
  let cost: TypeCost;
  beforeAll(() => {
    cost = measureTypes(workshop, chakraRelations, "5.9");
  }, 120_000);

  test("100 models with three relations each and 20 sites across them stay under 50,000 instantiations", () => {
    expect(cost.total.instantiations).toBeLessThan(50_000);
  });

  test("a model of twelve columns and three relations stays under 120 instantiations", () => {
    expect(cost.perModel).toBeLessThan(120);
    // A model that costs nothing was not looked at.
    expect(cost.perModel).toBeGreaterThan(1);
  });

  test("a site stays under 2,000 instantiations, three models looked at among them", () => {
    expect(cost.perSite).toBeLessThan(2000);
    expect(cost.perSite).toBeGreaterThan(100);
  });
});

const wrong = [
  ["a column across a relation", 'models.Model2.where({ author: { usrname: "a" } });', "TS2353"],
  ["a path", 'models.Model2.with("author.pots");', "TS2769"],
  ["a record that is not loaded", "(await models.Model2.find(1)).author.username;", "TS2339"],
  ["a column of what is loaded", '(await models.Model2.with("author"))[0]?.author.usrname;', "TS2551"],
] as const;

test.each(compilers)(
  "the generated models and sites have precise types, under TypeScript %s",
  (compiler) => {
    expect(check(compiler, workshop.write(chakraRelations, 25, 5)).types).toBeGreaterThan(100);
    for (const [mistake, code, error] of wrong) {
      const usage = () => `import * as models from "./models.js";\n${code}\n`;
      expect(() => check(compiler, workshop.write({ ...chakraRelations, usage }, 3, 1)), mistake).toThrow(error);
    }
  },
  120_000,
);
