import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { pglite } from "../../src/index.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const manifest = readFileSync(join(root, "node_modules/@electric-sql/pglite/package.json"), "utf8");
const template = join(root, `.generated/pglite-${(JSON.parse(manifest) as { version: string }).version}`);

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/**
 * The folder of an empty database of PGlite, which is there until the test file ends. Making a cluster takes PGlite four
 * seconds, opening a copy of one half a second: the one that is copied is made once for all test files.
 */
export async function emptyPglite(): Promise<string> {
  if (!existsSync(template)) await makeTemplate();
  const folder = await mkdtemp(join(tmpdir(), "chakra-pglite-"));
  folders.push(folder);
  await cp(template, folder, { recursive: true });
  return folder;
}

/** Another test file may be at it at the same time: whoever is later throws his own away. */
async function makeTemplate(): Promise<void> {
  await mkdir(join(root, ".generated"), { recursive: true });
  const dataDir = await mkdtemp(join(root, ".generated/pglite-new-"));
  const driver = pglite.createDriver({ options: { dataDir }, statementTimeout: 0, prepare: true });
  await (await driver.connect()).close();
  await driver.close();
  await rename(dataDir, template).catch(() => rm(dataDir, { recursive: true }));
}
