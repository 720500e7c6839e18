import { expect, test } from "vitest";
import { greeting, shownUrl } from "../src/greeting.js";
import { defaultFile, readSettings } from "../src/settings.js";

test("an empty environment means a file beside the app and port 3000 of this machine", () => {
  const expected = { host: "127.0.0.1", port: 3000, seed: true, logLevel: "warn" };
  expect(readSettings({})).toMatchObject(expected);
  expect(shownUrl(readSettings({}).databaseUrl)).toBe(defaultFile);
  expect(defaultFile).toMatch(/conduit.conduit\.db$/);
  expect(readSettings({ PORT: "", HOST: "", DATABASE_URL: "", CONDUIT_SEED: "" })).toMatchObject(expected);
});

test("a secret that is too short to be one is told", () => {
  const told = (JWT_SECRET: string) => greeting("npm start", "http://localhost", readSettings({ JWT_SECRET }));
  expect(readSettings({ JWT_SECRET: "" })).not.toHaveProperty("jwtSecret");
  expect(told("")).not.toContain("short");
  expect(told("x".repeat(31))).toContain("JWT_SECRET is short");
  expect(told("x".repeat(32))).not.toMatch(/short|xxx/);
});

test("the environment says otherwise", () => {
  const env = { DATABASE_URL: "postgres://db/blog", HOST: "0.0.0.0", PORT: "0", CONDUIT_SEED: "0", LOG_LEVEL: "debug" };
  expect(readSettings(env)).toEqual({
    databaseUrl: "postgres://db/blog",
    host: "0.0.0.0",
    port: 0,
    seed: false,
    logLevel: "debug",
  });
});

test.each([
  ["PORT", "http", "PORT is a whole number"],
  ["PORT", "-1", "PORT is a whole number"],
  ["PORT", "65536", "PORT is a whole number"],
  ["PORT", "8080.5", "PORT is a whole number"],
  ["CONDUIT_SEED", "no", "CONDUIT_SEED is 0 or 1"],
  ["LOG_LEVEL", "loud", "LOG_LEVEL is one of fatal, error"],
])("%s=%s is refused", (name, value, message) => {
  expect(() => readSettings({ [name]: value })).toThrow(message);
  expect(() => readSettings({ [name]: value })).toThrow(JSON.stringify(value));
});

test.each([
  ["sqlite:/srv/a%20b.db?readonly=true", "/srv/a b.db"],
  ["sqlite:/srv/100%.db", "/srv/100%.db"],
  ["sqlite::memory:", "memory, and gone when this ends"],
  ["pglite:data", "data"],
  ["postgres://marta:s%40cret@db:5432/blog?sslmode=require", "postgres://db:5432/blog"],
  ["postgres://marta:a@b@db/blog", "postgres://db/blog"],
])("%s is shown as %s", (url, shown) => {
  expect(shownUrl(url)).toBe(shown);
});
