// The OpenAPI document that each server shows at /docs.
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { send } from "./http/send.js";
import { type RunningServer, servers } from "./servers.js";

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}
interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: unknown;
  security?: object[];
  responses: Record<string, { description: string }>;
}

/** What RealWorld's own document of version 2 has: paths with their methods. */
const wanted: Record<string, string[]> = parse(`
/users/login: [post]
/users: [post]
/user: [get, put]
/profiles/{username}: [get]
/profiles/{username}/follow: [post, delete]
/articles/feed: [get]
/articles: [get, post]
/articles/{slug}: [get, put, delete]
/articles/{slug}/comments: [get, post]
/articles/{slug}/comments/{id}: [delete]
/articles/{slug}/favorite: [post, delete]
/tags: [get]
`);

describe.each(Object.entries(servers))("the document of %s", (_name, start) => {
  let server: RunningServer;
  let document: Document;

  beforeAll(async () => {
    server = await start({ databaseUrl: "sqlite::memory:", seed: false });
    document = JSON.parse((await send(`${server.url}/docs/json`)).text);
  });
  afterAll(() => server.close());

  const operations = () => Object.values(document.paths).flatMap((path) => Object.values(path));

  test("is valid OpenAPI 3.1", async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(await new Validator().validate({ ...document })).toMatchObject({ valid: true });
  });

  test("has every path and method of RealWorld's, and no other", () => {
    const sorted = (paths: Record<string, string[]>) =>
      Object.entries(paths)
        .map(([path, methods]) => [path, [...methods].sort()])
        .sort();
    const documented = Object.entries(document.paths).map(([path, methods]) => [
      path.replace(/^\/api/, ""),
      Object.keys(methods),
    ]);
    expect(sorted(Object.fromEntries(documented))).toEqual(sorted(wanted));
  });

  test("says of each what comes in and out, and who may ask", () => {
    expect(new Set(operations().map(({ operationId }) => operationId)).size).toBe(19);
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { parameters = [], requestBody, responses }] of Object.entries(methods)) {
        const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
        expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
        const hasBody = method === "put" || (method === "post" && /users|login|articles$|comments$/.test(path));
        expect([path, requestBody !== undefined]).toEqual([path, hasBody]);
        expect(Object.keys(responses)[0]).toMatch(/^20[014]$/);
      }
    }
    const open = operations().filter(({ security }) => security === undefined);
    expect(open.map(({ operationId }) => operationId).sort()).toEqual(["listTags", "logIn", "register"]);
  });

  test("takes what columns hold from the models", () => {
    expect(document.components.schemas).toMatchObject({
      Article: {
        properties: {
          title: { type: "string", minLength: 1, maxLength: 200 },
          createdAt: { type: "string", format: "date-time" },
          author: { $ref: "#/components/schemas/Profile" },
        },
      },
      Profile: { properties: { bio: { type: ["string", "null"] } } },
    });
    expect(JSON.stringify(document)).not.toMatch(/passwordHash|authorId/);
  });

  test("can be looked at", async () => {
    const page = await send(`${server.url}/docs/`);
    expect([page.status, page.headers["content-type"]]).toEqual([200, expect.stringContaining("text/html")]);
    expect(page.text).toContain("swagger-ui");
  });
});
