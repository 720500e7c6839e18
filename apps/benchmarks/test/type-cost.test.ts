import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, figure } from "../src/typecost/compile.js";
import { chakra } from "../src/typecost/forms/chakra.js";
import { measureTypes, type TypeCost } from "../src/typecost/measure-types.js";
import { openWorkshop, type Workshop } from "../src/typecost/project.js";

let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
}, 120_000);
afterAll(() => workshop?.remove());

// Instantiations are counted, not timed: the same sources give the same figures on every machine.
describe("what Chakra's models cost the type checker of TypeScript 5.9", () => {
  let cost: TypeCost;
  beforeAll(() => {
    cost = measureTypes(workshop, chakra, "5.9");
  }, 120_000);

  test("a model of twelve columns stays under 100 instantiations", () => {
    expect(cost.perModel).toBeLessThan(100);
    // A model that costs nothing was not looked at.
    expect(cost.perModel).toBeGreaterThan(1);
  });

  test("a query site stays under 2,000 instantiations", () => {
    expect(cost.perSite).toBeLessThan(2000);
    expect(cost.perSite).toBeGreaterThan(100);
  });

  test("100 models and 20 query sites stay under the 46,635 of the sketch that the types began as", () => {
    expect(cost.total.instantiations).toBeLessThan(46_635);
  });
});

test("the generated models and sites have precise types, under either compiler", { timeout: 120_000 }, () => {
  const wrong = {
    ...chakra,
    usage: () => 'import { Model1 } from "./models.js";\nconst id: string = (await Model1.find(1)).id; void id;\n',
  };
  for (const compiler of ["5.9", "7"] as const) {
    expect(() => check(compiler, workshop.write(wrong, 1, 1))).toThrow(/TS2322/);
    expect(check(compiler, workshop.write(chakra, 5, 5)).types).toBeGreaterThan(100);
  }
});

test("a line of the diagnostics is read by its whole name", () => {
  const diagnostics = "Types:          12\nInstantiations: 345\nTotal time:  0.25s\n";
  expect(figure(diagnostics, "Instantiations")).toBe(345);
  expect(figure(diagnostics, "Total time")).toBe(0.25);
  expect(() => figure(diagnostics, "Total")).toThrow('no line "Total"');
});
