import { parseOptions } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { Passwords } from "../src/accounts/passwords.js";

test("cost what OWASP recommends, if nobody says otherwise in code", async () => {
  const hashed = await (await Passwords.of()).hash("correct horse");
  expect(parseOptions(hashed)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, saltLen: 16 });
  expect(hashed).toMatch(/^\$argon2id\$/);
});

test("fit their own hash alone, and nobody's never", async () => {
  const passwords = await Passwords.of({ memoryCost: 8, timeCost: 1 });
  const hashed = await passwords.hash("correct horse");
  expect(await passwords.fits("correct horse", hashed)).toBe(true);
  expect(await passwords.fits("correct horse ", hashed)).toBe(false);
  expect(await passwords.fits("correct horse", undefined)).toBe(false);
});
