import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compile, temporaryFolder } from "./compile.js";

const here = fileURLToPath(new URL(".", import.meta.url));

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
