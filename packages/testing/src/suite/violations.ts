import {
  CheckViolationError,
  ForeignKeyViolationError,
  field,
  Model,
  NotNullViolationError,
  sql,
  type TableOptions,
  UniqueViolationError,
} from "@chakra-orm/core";
import { ChakraError } from "@chakra-orm/core/internal";
import { beforeAll, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Team extends Model {
  static table = { name: "suite_teams", uniques: [["city", "name"]] } satisfies TableOptions<Team>;
  id = field.id();
  name = field.string(30);
  city = field.string(30);
  slug = field.string(30, { unique: true });
}

class Player extends Model {
  static table = {
    name: "suite_players",
    checks: { grown_up: sql`${sql.column("age")} >= ${18}` },
  } satisfies TableOptions<Player>;
  id = field.id();
  shirtNumber = field.integer({ column: "shirt" });
  age = field.integer({ default: 20 });
  teamId = field.foreignKey(() => Team, { nullable: true });
  mentorId = field.foreignKey(() => Player, { nullable: true });
}

/** The same table for a writer that gives a column no value. */
class Careless extends Model {
  static table = "suite_players";
  id = field.id();
  shirtNumber = field.integer({ column: "shirt", nullable: true });
  age = field.integer({ default: 20 });
}

/** What a database refuses becomes an error of one class for each reason, with the model's own names. */
export function violations(suite: Suite): void {
  tables(suite, Team, Player);
  let team = new Team();
  beforeAll(async () => {
    team = await Team.create({ name: "Ravens", city: "Oslo", slug: "ravens" });
  });
  const named = suite.capabilities.namedViolations;

  async function expectViolation(
    work: () => unknown,
    type: typeof UniqueViolationError,
    expected: { code: string; status: number; model: string; fields?: readonly string[]; constraint?: string },
  ): Promise<void> {
    const { constraint, ...always } = expected;
    const error = (await failure(work)) as ChakraError;
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ ...always, name: type.name, expected: true });
    if (named && constraint !== undefined) expect(error.constraint).toBe(constraint);
    expect(ChakraError.is(error)).toBe(true);
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.statement).toMatch(/^(insert|update|delete)/i);
    expect(error.message).toContain(expected.model);
    for (const property of expected.fields ?? []) expect(error.message).toContain(property);
  }

  test("a value that is taken", async () => {
    const expected = { code: "UNIQUE_VIOLATION", status: 409, model: "Team", fields: ["slug"] };
    const constraint = "uq_suite_teams_slug";
    const again = () => Team.create({ name: "x", city: "y", slug: "ravens" });
    await expectViolation(again, UniqueViolationError, { ...expected, constraint });
    const other = await Team.create({ name: "Owls", city: "Oslo", slug: "owls" });
    const update = () => other.update({ slug: "ravens" });
    await expectViolation(update, UniqueViolationError, { ...expected, constraint });
  });

  test("values that are taken together, and a key that is taken", async () => {
    const expected = { code: "UNIQUE_VIOLATION", status: 409, model: "Team" };
    const together = () => Team.create({ name: "Ravens", city: "Oslo", slug: "other" });
    await expectViolation(together, UniqueViolationError, {
      ...expected,
      fields: ["city", "name"],
      constraint: "uq_suite_teams_city_name",
    });
    const key = () => Team.create({ id: team.id, name: "n", city: "c", slug: "s" });
    await expectViolation(key, UniqueViolationError, { ...expected, fields: ["id"] });
  });

  test("a reference to nothing", async () => {
    const expected = { code: "FOREIGN_KEY_VIOLATION", status: 409, model: "Player" };
    await expectViolation(() => Player.create({ shirtNumber: 1, teamId: 404 }), ForeignKeyViolationError, {
      ...expected,
      fields: ["teamId"],
      constraint: "fk_suite_players_team_id",
    });
    const player = await Player.create({ shirtNumber: 2, teamId: team.id });
    await expectViolation(() => player.update({ mentorId: 404 }), ForeignKeyViolationError, {
      ...expected,
      fields: ["mentorId"],
    });
  });

  test("a row that is still referenced", async () => {
    await Player.create({ shirtNumber: 3, teamId: team.id });
    const expected = { code: "FOREIGN_KEY_VIOLATION", status: 409, model: "Team" };
    await expectViolation(() => team.delete(), ForeignKeyViolationError, expected);
    const error = await failure(() => team.delete());
    expect(error.message).toMatch(/still referenced/);
    expect((await Team.find(team.id)).slug).toBe("ravens");
  });

  test("a NULL where none may be", async () => {
    const expected = { code: "NOT_NULL_VIOLATION", status: 422, model: "Careless", fields: ["shirtNumber"] };
    await expectViolation(() => Careless.create({ age: 20 }), NotNullViolationError, expected);
  });

  test("a check that does not hold", async () => {
    const expected = { code: "CHECK_VIOLATION", status: 422, model: "Player", fields: ["age"] };
    await expectViolation(() => Player.create({ shirtNumber: 4, age: 17 }), CheckViolationError, {
      ...expected,
      constraint: "ck_suite_players_grown_up",
    });
  });

  test("an unknown table is no violation, but an error that names the statement", async () => {
    class Missing extends Model {
      static table = "suite_missing";
      id = field.id();
    }
    const error = (await failure(() => Missing.count())) as ChakraError;
    expect(error).toMatchObject({ code: "DATABASE", status: 500, expected: false, model: "Missing" });
    expect(error.statement).toContain("suite_missing");
  });
}
