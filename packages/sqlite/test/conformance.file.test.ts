import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sqlite } from "@chakra-orm/sqlite";
import { runSuite } from "@chakra-orm/testing/suite";
import { afterAll } from "vitest";
import { catalogue } from "./catalogue.js";

const folder = mkdtempSync(join(tmpdir(), "chakra-sqlite-"));
let files = 0;

runSuite({
  name: "sqlite in a file",
  dialect: sqlite,
  catalogue,
  database: () => ({ driver: { file: join(folder, `${++files}.db`) } }),
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));
