import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));

/** A folder from which `@chakra-orm/core` is found as a user's program finds it. */
function temporaryFolder(): string {
  mkdirSync(join(root, ".generated"), { recursive: true });
  const folder = mkdtempSync(join(root, ".generated/types-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

function compile(version: string, folder: string, files: readonly string[], compilerOptions: object): string {
  const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, files };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const args = [join(root, "scripts/tsc.mjs"), version, "-p", folder, "--pretty", "false"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return `${stdout}${stderr}`.trim();
}

describe.each(["7", "5.9"])("TypeScript %s", (version) => {
  test("accepts the models and queries without exactOptionalPropertyTypes too", () => {
    const tests = readdirSync(here).filter((name) => name.endsWith(".test-d.ts") && !name.startsWith("undefined"));
    expect(tests.length).toBeGreaterThan(3);
    const files = tests.map((name) => join(here, name));
    const options = { noEmit: true, exactOptionalPropertyTypes: false, noUncheckedIndexedAccess: false };
    expect(compile(version, temporaryFolder(), files, options)).toBe("");
  });

  test("names every property's type in a declaration file in a few words", () => {
    const folder = temporaryFolder();
    const source = readFileSync(join(here, "models.ts"), "utf8").replace("../../src/index.js", "@chakra-orm/core");
    writeFileSync(join(folder, "models.ts"), source);
    const options = { declaration: true, emitDeclarationOnly: true, declarationMap: false, outDir: "types" };
    expect(compile(version, folder, ["models.ts"], options)).toBe("");
    const [made] = readdirSync(join(folder, "types"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith("models.d.ts"),
    );
    const text = readFileSync(join(folder, "types", made as string), "utf8").replaceAll(
      /import\("@chakra-orm\/core"\)\./g,
      "",
    );
    const typeOf = (property: string) => new RegExp(`^ {4}${property}: (.*);$`, "m").exec(text)?.[1];
    expect({
      username: typeOf("username"),
      bio: typeOf("bio"),
      role: typeOf("role"),
      settings: typeOf("settings"),
      active: typeOf("active"),
      createdAt: typeOf("createdAt"),
      authorId: typeOf("authorId"),
      parentId: typeOf("parentId"),
      slug: typeOf("slug"),
      price: typeOf("price"),
      labels: typeOf("labels"),
      hits: typeOf("hits"),
    }).toEqual({
      username: "Column<string>",
      bio: "Defaulted<string> | null",
      // The members of a union stand in the order in which a compiler met them.
      role: expect.stringMatching(/^Defaulted<"(admin|member)" \| "(admin|member)">$/),
      settings: "Defaulted<Settings> | null",
      active: "Defaulted<boolean>",
      createdAt: "Managed<Date>",
      authorId: "Column<number>",
      parentId: "Defaulted<number> | null",
      slug: "Computed<string>",
      price: "Defaulted<Money> | null",
      labels: "Defaulted<string[]>",
      hits: "Defaulted<bigint>",
    });
  });

  test("writes down the types of queries that are exported without their types", () => {
    const folder = temporaryFolder();
    const shop = readFileSync(join(here, "shop.ts"), "utf8").replace("../../src/index.js", "@chakra-orm/core");
    writeFileSync(join(folder, "shop.ts"), shop);
    writeFileSync(join(folder, "queries.ts"), exportedQueries);
    const options = { declaration: true, emitDeclarationOnly: true, declarationMap: false, outDir: "types" };
    expect(compile(version, folder, ["queries.ts"], options)).toBe("");
  });
});

const exportedQueries = `import { count, rowNumber, when } from "@chakra-orm/core";
import { Customer, Order } from "./shop.js";
export const one = Customer.where((row) => row.age.gt(3)).select("id");
export const some = Customer.with("orders.labels").select("id", "name", { shout: (row) => row.name.upper() }).omit("id");
export const loaded = Order.with("customer.referrer").withCount("labels").joined("customer");
export const rows = Order.values((row) => ({ who: row.customer.name, place: rowNumber().over({ orderBy: row.id }) }));
export const groups = Order.groupBy("day", "customerId").aggregate((row) => ({ total: row.total.sum(), orders: count() }));
export const byTier = Order.groupBy((row) => ({ tier: row.customer.tier })).aggregate(() => ({ orders: count() }));
export const total = () => Order.all().aggregate((row) => ({ total: row.total.sum(), most: row.count.max() }));
export const page = () => loaded.paginate();
export const cut = (after: string | null) => some.cursor({ after });
export const paid = (query = Order.all()) => query.where({ paid: true });
export const sizes = Order.values((row) => ({ size: when(row.total.gt("10.00"), "large", "small") }));
`;
