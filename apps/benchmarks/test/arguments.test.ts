import { describe, expect, test } from "vitest";
import { ArgumentError, help, readArguments } from "../src/arguments.js";
import { peerNames } from "../src/peers/index.js";
import { scenarioNames } from "../src/scenarios/index.js";
import { sqlitePeerNames } from "../src/sqlite/index.js";

describe("readArguments", () => {
  test("measures the speed of everything if nothing is said", () => {
    expect(readArguments([])).toEqual({
      command: "speed",
      quick: false,
      source: false,
      flags: [],
      only: false,
      peers: peerNames,
      sqlitePeers: sqlitePeerNames,
      scenarios: scenarioNames,
      users: 10_000,
      rounds: undefined,
      readme: false,
      name: "latest",
    });
  });

  test("takes each option", () => {
    const given = ["speed", "--quick", "--source", "--rounds", "3", "--users", "500", "--name", "2025-01-31"];
    expect(readArguments(given)).toMatchObject({
      quick: true,
      source: true,
      flags: ["--conditions=@chakra-orm/source"],
      rounds: 3,
      users: 500,
      name: "2025-01-31",
    });
    expect(readArguments(["--readme"]).name).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(readArguments(["types"]).command).toBe("types");
    expect(readArguments(["memory", "--profile"]).flags).toEqual(["--cpu-prof", expect.stringMatching(/profiles$/)]);
    expect(readArguments(["speed", "--help"]).command).toBe("help");
  });

  test("--only filters scenarios and peers, keeps their order, and always keeps the base", () => {
    const { peers, sqlitePeers, scenarios } = readArguments(["--only", "chakra,update", "--only", "find, kysely"]);
    expect(sqlitePeers).toEqual(["better-sqlite3", "chakra"]);
    expect(peers).toEqual(["pg", "kysely", "chakra"]);
    expect(scenarios).toEqual(["find", "update"]);
  });

  test("--only with names of one sort leaves the other sort whole", () => {
    expect(readArguments(["--only", "insert"])).toMatchObject({ peers: peerNames, scenarios: ["insert"] });
    expect(readArguments(["--only", "knex"])).toMatchObject({ peers: ["pg", "knex"], scenarios: scenarioNames });
  });

  test.each([
    [["--only", "bookshelf"], 'no "bookshelf"'],
    [["--only", ""], 'no ""'],
    [["--rounds", "0"], "--rounds takes a whole number"],
    [["--users", "many"], "--users takes a whole number"],
    [["--name", "../latest"], "--name takes letters"],
    [["space"], 'not "space"'],
    [["speed", "types"], 'not "speed types"'],
    [["--readme", "--only", "find"], "--readme takes speed as a whole"],
    [["sqlite", "--readme"], "--readme takes speed as a whole"],
    [["--fast"], "--fast"],
    [["--rounds"], "--rounds"],
  ])("%j is refused with what would do", (given, message) => {
    expect(() => readArguments(given)).toThrow(ArgumentError);
    expect(() => readArguments(given)).toThrow(message);
  });
});

test("the help names every peer and every scenario", () => {
  for (const name of [...peerNames, ...scenarioNames]) expect(help).toContain(name);
});
