import { expect, test } from "vitest";
import { describePlace } from "./describe-place.js";

test.each([
  [
    { name: "default", url: "postgres://app:s3cret@db.example:5432/blog?password=s3cret" },
    '"default" at postgres://db.example:5432/blog',
  ],
  [{ name: "default", url: "sqlite::memory:" }, '"default" at sqlite::memory:'],
  [{ name: "a", url: "postgres://app:s3:cr@et@[bad/blog?password=s3cret" }, '"a" at postgres://[bad/blog'],
  [{ name: "a", driver: { host: "db", port: 5432, database: "blog", password: "s3cret" } }, '"a" at db:5432/blog'],
  [{ name: "a", driver: { file: "app.db" } }, '"a" at app.db'],
  [{ name: "a" }, '"a"'],
])("%j is %s", (options, text) => {
  expect(describePlace(options)).toBe(text);
});
