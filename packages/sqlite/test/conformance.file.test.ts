import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqlite } from "@chakra-orm/sqlite";
import { behaviourNames, runSuite } from "@chakra-orm/testing/suite";
import { afterAll } from "vitest";
import { catalogue } from "./catalogue.js";

const folder = mkdtempSync(join(tmpdir(), "chakra-sqlite-"));
let files = 0;

// What random statements mean is the same in memory; how a file takes part in transactions is not.
const ofAFile = ["random transactions", "simultaneous saves, random"];

runSuite({
  name: "sqlite in a file",
  dialect: sqlite,
  catalogue,
  database: () => ({ driver: { file: join(folder, `${++files}.db`) } }),
  except: behaviourNames.filter((name) => name.includes("random") && !ofAFile.includes(name)),
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));
