import { afterEach, expect, test, vi } from "vitest";
import { base, loadPeer, peerNames, peers } from "../src/peers/index.js";
import { versionsOf } from "../src/report/versions.js";

afterEach(() => vi.restoreAllMocks());

test("the base comes first", () => {
  expect(peerNames[0]).toBe(base);
});

test("a library that is not installed is named, with what to do", async () => {
  const missing = Object.assign(new Error("Cannot find package 'kysely' imported from kysely.ts"), {});
  vi.spyOn(peers, "kysely").mockRejectedValue(missing);
  await expect(loadPeer("kysely")).rejects.toThrow(/The peer "kysely" needs kysely.*npm ci.*--only/);
});

test("any other mistake in a peer comes through as it is", async () => {
  const mistake = new SyntaxError("Unexpected token");
  vi.spyOn(peers, "knex").mockRejectedValue(mistake);
  await expect(loadPeer("knex")).rejects.toBe(mistake);
});

test("a package without a version to be found is named", () => {
  expect(() => versionsOf(["no-such-package"])).toThrow("No version of no-such-package");
});
