import { ConstraintViolationError, field, Model, sql, type TableOptions } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Crate extends Model {
  static table = {
    name: "suite_crates",
    uniques: [["aisle", "bay"]],
    indexes: [{ on: [sql`lower(${sql.column("label")})`], unique: true, name: "one label" }],
    checks: { light: sql`${sql.column("weight")} < ${100}` },
  } satisfies TableOptions<Crate>;
  id = field.id();
  code = field.string(30, { unique: true });
  aisle = field.string(20, { default: "a" });
  bay = field.text({ nullable: true });
  label = field.string(20, { nullable: true });
  weight = field.integer({ default: 1 });
  rank = field.integer({ default: sql`7` });
  packed = field.dateTime({ nullable: true, unique: true });
  depotId = field.foreignKey(() => Depot, { nullable: true });
  deletedAt = field.deletedAt();
}

class Depot extends Model {
  static table = "suite_crate_depots";
  id = field.id();
  name = field.string(20, { default: "" });
}

/** Writes to the same table without knowing all of its rules. */
class Careless extends Model {
  static table = "suite_crates";
  id = field.id();
  code = field.string(30, { nullable: true });
  aisle = field.string(20, { default: "a" });
  weight = field.integer({ default: 1 });
  rank = field.integer({ default: sql`7` });
}

/** Of many rows that are written at once, an error says which of them the database refused, where that can be told. */
export function refusedRows(suite: Suite): void {
  tables(suite, Depot, Crate);
  beforeEach(async () => {
    await empty(Crate.withDeleted());
    await Crate.create({ code: "there", bay: "1, 2", label: "There", packed: new Date(0) });
  });

  async function violation(work: () => unknown): Promise<ConstraintViolationError> {
    const error = await failure(work);
    if (!(error instanceof ConstraintViolationError)) throw error;
    return error;
  }
  const told = async (work: () => unknown) => {
    const { rows, issues } = await violation(work);
    return { rows, paths: issues.map(({ path }) => path.join(".")) };
  };
  const ways: readonly [string, (list: never[]) => unknown][] = [
    ["createMany", (list) => Crate.createMany(list)],
    ["insertMany", (list) => Crate.insertMany(list)],
    ["import", (list) => Crate.import(list)],
    ["upsert", (list) => Crate.upsert(list, { onConflict: "id" })],
  ];

  for (const [name, way] of ways) {
    const write = (list: readonly object[]) => () => way(list as never[]);

    test(`${name}: a value that is taken`, async () => {
      const error = await violation(write([{ code: "a" }, { code: "b" }, { code: "there" }]));
      // An upsert of rows that are there is in nobody's way, so there the values alone do not tell.
      const isTold = name !== "upsert" || suite.capabilities.detailedViolations;
      expect(error.rows).toEqual(isTold ? [2] : undefined);
      expect(error.issues.map(({ path }) => path)).toEqual([isTold ? [2, "code"] : ["code"]]);
      expect(error.message).toContain(isTold ? "The row at 2: Crate.code has already" : "of the 3 rows");
      expect(error).toMatchObject({ model: "Crate", fields: ["code"] });
      expect(error.cause).toBeInstanceOf(Error);
      expect(error.stack).toContain("many-rows-refused");
    });

    test(`${name}: two rows of the list in each other's way, also where they give different columns`, async () => {
      const list = [{ code: "a" }, { code: "b" }, { code: "c" }, { code: "b" }];
      const error = await violation(write(list));
      expect([error.rows, error.issues.map(({ path }) => path)]).toEqual([
        [1, 3],
        [
          [1, "code"],
          [3, "code"],
        ],
      ]);
      expect(error.message).toContain("The rows at 1 and 3 are in each other's way: Crate.code");
      const apart = await told(write([{ code: "a" }, { code: "b", rank: 1 }, { code: "a", rank: 2 }]));
      expect(apart).toEqual({ rows: [0, 2], paths: ["0.code", "2.code"] });
      const instants = [0, 5, 9, 5].map((at, i) => ({ code: `${i}`, packed: new Date(at + 1) }));
      expect(await told(write(instants))).toEqual({ rows: [1, 3], paths: ["1.packed", "3.packed"] });
    });

    test(`${name}: values that are unique together, whatever is in them`, async () => {
      const list = [
        { code: "a", aisle: "b, 1", bay: "2" },
        { code: "b", aisle: "b", bay: "1, 2" },
        { code: "c", aisle: "c", bay: "3" },
        { code: "d", aisle: "b", bay: "1, 2" },
        { code: "e" },
        { code: "f" },
      ];
      const paths = ["1.aisle", "1.bay", "3.aisle", "3.bay"];
      expect(await told(write(list))).toEqual({ rows: [1, 3], paths });
    });

    test(`${name}: a reference to nothing`, async () => {
      const depot = await Depot.create({});
      const list = [{ code: "a" }, { code: "b", depotId: depot.id }, { code: "c", depotId: 404 }];
      const isTold = name !== "upsert" || suite.capabilities.detailedViolations;
      expect(await told(write(list))).toEqual(
        isTold ? { rows: [2], paths: ["2.depotId"] } : { rows: undefined, paths: ["depotId"] },
      );
    });

    test(`${name}: one row is told by itself`, async () => {
      expect(await told(write([{ code: "a", weight: 100 }]))).toEqual({ rows: [0], paths: ["0.weight"] });
    });

    test(`${name}: a CHECK tells the row where the database shows it`, async () => {
      const list = [{ code: "a" }, { code: "b", weight: 5 }, { code: "c, d", weight: 100 }, { code: "e" }];
      const error = await violation(write(list));
      if (suite.capabilities.detailedViolations) {
        expect(error.rows).toEqual([2]);
        expect(error.issues).toMatchObject([{ path: [2, "weight"], rule: "check" }]);
      } else {
        expect(error.rows).toBeUndefined();
        expect(error.issues).toMatchObject([{ path: ["weight"], rule: "check" }]);
        expect(error.message).toContain("Which of the 4 rows it was, the database does not tell.");
      }
    });
  }

  test("NULL where none may be is told of all rows that have it", async () => {
    const list = [{ code: "a" }, {}, { code: "c" }, { weight: 2 }];
    for (const work of [
      () => Careless.createMany(list),
      () => Careless.insertMany(list),
      () => Careless.import(list),
    ]) {
      expect(await told(work)).toEqual({ rows: [1, 3], paths: ["1.code", "3.code"] });
    }
  });

  test("a rule over an expression says that the row is not told", async () => {
    const error = await violation(() =>
      Crate.createMany([
        { code: "a", label: "x" },
        { code: "b", label: "THERE" },
      ]),
    );
    expect(error.rows).toBeUndefined();
    expect(error.issues.map(({ path }) => path)).toEqual([["label"]]);
    expect(error.message).toContain("Which of the 2 rows it was, the database does not tell.");
  });

  test("rows that are marked as deleted are in nobody's way", async () => {
    await (await Crate.findByOrFail({ code: "there" })).delete();
    const list = [{ code: "there" }, { code: "b" }, { code: "a" }, { code: "a" }];
    expect(await told(() => Crate.createMany(list))).toEqual({ rows: [2, 3], paths: ["2.code", "3.code"] });
    await Crate.create({ code: "b" });
    expect(await told(() => Crate.insertMany(list.slice(0, 3)))).toEqual({ rows: [1], paths: ["1.code"] });
  });

  test("the rows of an import are counted from the first of all", async () => {
    const list = Array.from({ length: 10 }, (_, i) => ({ code: `c${i}` }));
    const work = () => Crate.import([...list, { code: "there" }, { code: "z" }], { batch: 4 });
    expect(await told(work)).toEqual({ rows: [10], paths: ["10.code"] });
    const late = () => Crate.import([...list, { code: "c2" }, { code: "z" }], { batch: 4 });
    expect(await told(late)).toEqual({ rows: [10], paths: ["10.code"] });
    const again = Array.from({ length: 6 }, (_, i) => ({ code: `d${i}`, weight: i === 4 ? 200 : 3 }));
    const rows = suite.capabilities.detailedViolations ? [4] : undefined;
    expect((await violation(() => Crate.import(again))).rows).toEqual(rows);
  });

  test("no value stands in the error", async () => {
    const list = [{ code: "secret-a" }, { code: "secret-b" }, { code: "secret-a" }];
    const { message, stack, issues, cause } = await violation(() => Crate.createMany(list));
    expect(JSON.stringify([message, stack, issues, String(cause), cause])).not.toContain("secret-a");
  });
}
