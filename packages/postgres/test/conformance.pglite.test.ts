import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@chakra-orm/core";
import { runSuite } from "@chakra-orm/testing/suite";
import { afterAll } from "vitest";
import { pglite } from "../src/index.js";
import { catalogue } from "./catalogue.js";

// Making a new cluster takes PGlite seconds; a copy of an empty one opens in a moment.
const folder = await mkdtemp(join(tmpdir(), "chakra-pglite-"));
const template = join(folder, "template");
await (await connect({ dialect: pglite, driver: { dataDir: template }, name: "template" })).close();
let copies = 0;

runSuite({
  dialect: pglite,
  catalogue,
  database: async () => {
    const dataDir = join(folder, String(++copies));
    await cp(template, dataDir, { recursive: true });
    return { driver: { dataDir } };
  },
});

afterAll(() => rm(folder, { recursive: true, force: true }));
