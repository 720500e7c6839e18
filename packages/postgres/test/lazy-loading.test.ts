import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const index = fileURLToPath(new URL("../src/index.ts", import.meta.url));

/** Stands for a machine where neither driver is installed. */
const hooks = `export async function resolve(name, context, next) {
  if (name !== "pg" && name !== "@electric-sql/pglite") return next(name, context);
  throw Object.assign(new Error("Cannot find package " + name), { code: "ERR_MODULE_NOT_FOUND" });
}`;

const script = `import { register } from "node:module";
register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});
const { postgres, pglite } = await import(${JSON.stringify(index)});
for (const dialect of [postgres, pglite]) {
  const driver = dialect.createDriver({ options: {}, statementTimeout: 0, prepare: true });
  await driver.connect().catch((error) => console.log(dialect.name, error.message));
  await driver.close();
}`;

describe("the package", () => {
  it("loads neither driver before it is used, and says how to install PGlite", async () => {
    const args = ["--conditions=@chakra-orm/source", "--import", "tsx", "--input-type=module", "-e", script];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).toBe(
      "postgres Cannot find package pg\npglite PGlite is not installed. Install it: npm install @electric-sql/pglite\n",
    );
  });
});
