// docs/add-a-model.md, done for real: in a copy of the app, which is compiled and used.
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const copy = join(root, "apps/conduit/.generated/newcomer");
let blocks: string[][];

beforeAll(async () => {
  const page = await readFile(join(root, "docs/add-a-model.md"), "utf8");
  blocks = [...page.matchAll(/```diff\n(.*?)```/gs)].map(([, text = ""]) => text.trimEnd().split("\n"));
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const folder of ["src", "public"])
    await cp(join(root, "apps/conduit", folder), join(copy, folder), { recursive: true });
  await writeFile(join(copy, "tsconfig.json"), '{ "extends": "../../tsconfig.json", "include": ["src"] }');
  for (const [heading = "", ...lines] of blocks) await apply(heading.slice(1).replace("// apps/conduit/", ""), lines);
});
afterAll(() => rm(copy, { recursive: true, force: true }));

/** Changes a file as a block says; one that has added lines alone is new. */
async function apply(path: string, lines: readonly string[]): Promise<void> {
  const file = join(copy, path);
  const isNew = lines.every((line) => line.startsWith("+"));
  let text = isNew ? "" : await readFile(file, "utf8");
  for (const hunk of lines.join("\n").split("\n …\n")) {
    const side = (left: string) =>
      hunk
        .split("\n")
        .filter((line) => !line.startsWith(left))
        .map((line) => `${line.slice(1)}\n`)
        .join("");
    if (isNew) text = side("-");
    else {
      expect(text.split(side("+")), `${path} has once what the page changes`).toHaveLength(2);
      text = text.replace(side("+"), side("-"));
    }
  }
  await writeFile(file, text);
}

test("takes fewer than thirty lines", () => {
  const added = blocks.flatMap(([, ...lines]) => lines.filter((line) => /^\+./.test(line)));
  expect(added.length).toBeGreaterThan(10);
  expect(added.length).toBeLessThan(30);
});

test("compiles", async () => {
  const compile = promisify(execFile)("node", ["scripts/tsc.mjs", "7", "-p", copy, "--noEmit"], { cwd: root });
  await expect(compile).resolves.toBeDefined();
});

test("works, for each of those who ask by themselves", async () => {
  const { buildApp } = (await import(
    pathToFileURL(join(copy, "src/fastify/app.ts")).href
  )) as typeof import("../src/fastify/app.js");
  const app = await buildApp({
    databaseUrl: "sqlite::memory:",
    seed: false,
    passwordCost: { memoryCost: 8, timeCost: 1 },
  });
  const call = async (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, token?: string, payload?: object) => {
    const headers = token === undefined ? {} : { authorization: `Token ${token}` };
    const response = await app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
    return { status: response.statusCode, body: response.payload === "" ? undefined : response.json() };
  };
  const signUp = async (name: string): Promise<string> => {
    const user = { username: name, email: `${name}@example.com`, password: "12345678" };
    return (await call("POST", "/users", undefined, { user })).body.user.token;
  };
  try {
    const [ann, bob] = [await signUp("ann"), await signUp("bob")];
    const { status, body: note } = await call("POST", "/notes", ann, { text: "Buy flour" });
    expect([status, note]).toMatchObject([201, { id: 1, text: "Buy flour", isDone: false }]);
    expect((await call("GET", "/notes?filter[isDone]=false&sort=-createdAt", ann)).body.data).toEqual([note]);
    expect((await call("PATCH", "/notes/1", ann, { isDone: true })).body.isDone).toBe(true);
    expect((await call("GET", "/notes", bob)).body.data).toEqual([]);
    expect((await call("DELETE", "/notes/1", bob)).status).toBe(404);
    expect(await call("GET", "/notes")).toMatchObject({ status: 401, body: { errors: { token: ["is missing"] } } });
    const blank = await call("POST", "/notes", ann, { text: "" });
    expect(blank).toMatchObject({ status: 422, body: { errors: { text: ["can't be blank"] } } });
    expect((await call("POST", "/notes", ann, { text: "x", userId: 2 })).status).toBe(422);
    const document = (await app.inject("/docs/json")).json();
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(["/api/notes", "/api/notes/{id}"]));
  } finally {
    await app.close();
  }
});
