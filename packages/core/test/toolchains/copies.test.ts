import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Workshop } from "./workshop.js";

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
  const second = join(workshop.folder, "node_modules/second-copy");
  cpSync(join(workshop.folder, "node_modules/@chakra-orm/core"), second, { recursive: true });
  const entry = fileURLToPath(new URL("../recording/dialect.ts", import.meta.url));
  const outfile = join(workshop.folder, "recording.mjs");
  await build({ entryPoints: [entry], outfile, bundle: true, packages: "external", format: "esm", platform: "node" });
});
afterAll(() => workshop?.close());

/** Runs a program that has two copies of this package, as careless installers make, and gives what it reports. */
function withTwoCopies(body: string): unknown {
  const file = join(workshop.folder, "two-copies.mjs");
  const head = [
    'import * as one from "@chakra-orm/core";',
    'import * as two from "second-copy";',
    'import { recordingDialect } from "./recording.mjs";',
    "const requests = [];",
    "const connection = { usable: true, close: async () => {}, execute: async (text) => void requests.push(text),",
    "  run: async ({ text, values }) => (requests.push([text, values]), { rows: [[1, 'ada']], affected: 1 }) };",
    "const driver = { connect: async () => connection, close: async () => {} };",
    "const dialect = recordingDialect({ driver });",
    "class User extends one.Model { id = one.field.id(); name = one.field.string(50); }",
    "class Post extends two.Model { id = two.field.id(); title = two.field.string(50); }",
  ];
  writeFileSync(file, [...head, body].join("\n"));
  return JSON.parse(workshop.run(file));
}

test("errors of either copy are known to both", () => {
  const body = `
    if (one.ChakraError === two.ChakraError) throw new Error("there is one copy");
    const error = new two.QueryError("x");
    process.stdout.write(JSON.stringify([one.ChakraError.is(error), error instanceof one.ChakraError]));`;
  expect(withTwoCopies(body)).toEqual([true, false]);
});

test("operators and combinations of one copy work in the other", () => {
  const body = `
    const db = await one.connect({ dialect });
    await User.where(two.or({ id: two.gte(5) }, two.not({ name: two.contains("a") })));
    process.stdout.write(JSON.stringify(requests[0][1]));
    await db.close();`;
  expect(withTwoCopies(body)).toEqual([5, "%a%"]);
});

test("a database connected by one copy is that of the other's models, in its transactions too", () => {
  const body = `
    const db = await one.connect({ dialect });
    await db.transaction(async () => { await Post.where({ id: 1 }); await User.where({ id: 2 }); });
    process.stdout.write(JSON.stringify(requests.map((request) => (Array.isArray(request) ? request[1] : request))));
    await db.close();`;
  expect(withTwoCopies(body)).toEqual(["begin", [1], [2], "commit"]);
});

test("a plugin of one copy gives methods and hooks to models of the other, and says what it cannot give", () => {
  const body = `
    const shouting = two.definePlugin({
      name: "shouting",
      hooks: { beforeSave() { this.name = this.name.toUpperCase(); } },
      instance: { shout() { return this.name + "!"; } },
      statics: { loud() { return this.name; } },
    });
    class Dog extends one.Model.use(shouting) { id = one.field.id(); name = one.field.string(50); }
    const db = await one.connect({ dialect });
    const dog = await Dog.create({ id: 5, name: "rex" });
    const told = [dog.shout(), Dog.loud(), dog.name];
    const withField = two.definePlugin({ name: "aged", fields: () => ({ age: two.field.integer() }) });
    try {
      class Cat extends one.Model.use(withField) { id = one.field.id(); }
      await Cat.count();
    } catch (error) {
      told.push(error.code, error.message.includes("another copy of @chakra-orm/core"));
    }
    process.stdout.write(JSON.stringify(told));
    await db.close();`;
  expect(withTwoCopies(body)).toEqual(["REX!", "Dog", "REX", "MODEL_DEFINITION", true]);
});
