import { setTimeout as sleep } from "node:timers/promises";
import { currentRequest, field, Model, type RequestContext, withRequest } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Visit extends Model {
  static table = "suite_requests_visits";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** What the request that runs is told, and what its statements come to. */
export function requests(suite: Suite): void {
  tables(suite, Visit);
  beforeEach(() => empty(Visit));

  test("statements know their request, through timers, parallel awaits and callbacks", async () => {
    const heard: unknown[] = [];
    const stop = suite.db.on("query", ({ route, request }) => heard.push([route, request?.id]));
    await withRequest({ id: "1", route: "/visits" }, async () => {
      await sleep(1);
      await Promise.all([Visit.count(), Visit.exists()]);
    });
    await new Promise<void>((done) => {
      withRequest({ id: "2" }, () => void Visit.count().then(() => done()));
    });
    await Visit.count();
    stop();
    expect(heard).toEqual([
      ["/visits", "1"],
      ["/visits", "1"],
      [undefined, "2"],
      [undefined, undefined],
    ]);
    expect(currentRequest()).toBeUndefined();
  });

  test("a query that is given back as it is runs for its request", async () => {
    await Visit.create({ name: "only" });
    const [all, rows, context] = await withRequest({ route: "/visits" }, async () => {
      const queries = [
        withRequest({ id: "1" }, () => Visit.all()),
        withRequest({ id: "2" }, () => suite.db.sql`select 1`),
      ] as const;
      return [...(await Promise.all(queries)), currentRequest()] as const;
    });
    expect([all.map(({ name }) => name), rows.length, context?.report.statements]).toEqual([["only"], 1, 2]);
    let inner: RequestContext | undefined;
    await withRequest({}, () => {
      inner = currentRequest();
      return Visit.where({ name: "only" });
    });
    expect(inner?.report.statements).toBe(1);
  });

  test("its report counts statements, rows and failures, and names the slowest", async () => {
    await Visit.create({ name: "taken" });
    const report = await withRequest({ route: "/visits" }, async () => {
      await suite.db.transaction(() => Visit.create({ name: "new" }));
      await Visit.all();
      await failure(() => Visit.create({ name: "taken" }));
      return currentRequest()?.report;
    });
    expect(report).toMatchObject({ statements: 3, rows: 3, failed: 1, repeated: [] });
    expect(report?.durationMs).toBeGreaterThan(0);
    expect(report?.slowest).toMatchObject({ database: "default", model: "Visit" });
    expect(withRequest({}, () => currentRequest()?.report)).toEqual({
      statements: 0,
      durationMs: 0,
      rows: 0,
      failed: 0,
      repeated: [],
      slowest: undefined,
    });
  });

  test("texts that come again and again are named with the caller's line", async () => {
    const visits = await Visit.createMany(Array.from({ length: 6 }, (_, i) => ({ name: `visit ${i}` })));
    async function readOneByOne(times: number): Promise<void> {
      for (const { id } of visits.slice(0, times)) await Visit.where({ id }).first();
    }
    const repeatedOf = (times: number, repeatedFrom?: number) =>
      withRequest({ repeatedFrom }, async () => {
        await readOneByOne(times);
        return currentRequest()?.report.repeated;
      });
    expect(await repeatedOf(4)).toEqual([]);
    const [suspect, ...others] = (await repeatedOf(6)) ?? [];
    expect(others).toEqual([]);
    expect(suspect).toMatchObject({ operation: "select", model: "Visit", times: 6, database: "default" });
    expect(suspect?.sql).toContain("suite_requests_visits");
    expect(suspect?.caller).toMatch(/readOneByOne .*requests\.\w+:\d+:\d+/);
    expect(await repeatedOf(2, 2)).toMatchObject([{ times: 2 }]);
  });

  test("a request in a request takes over what it does not set, and counts for both", async () => {
    const outer = { id: "1", route: "/a", method: "GET", tenant: "acme", tags: { a: "1", b: "1" } };
    const seen = await withRequest(outer, async () => {
      await Visit.count();
      const inner = await withRequest({ route: "/b", tags: { b: "2" } }, async () => {
        await Visit.count();
        const { id, route, method, tenant, tags, report } = currentRequest() as RequestContext;
        return { id, route, method, tenant, tags, statements: report.statements };
      });
      return { inner, outer: currentRequest()?.report.statements, route: currentRequest()?.route };
    });
    const tags = { a: "1", b: "2" };
    expect(seen).toEqual({ inner: { ...outer, route: "/b", tags, statements: 1 }, outer: 2, route: "/a" });
  });

  test("what is no description of a request is refused before anything runs", async () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [null, /takes an object such as/],
      ["GET /", /takes an object such as/],
      [{ id: 5 }, /a text as id, not/],
      [{ route: null }, /a text as route, not/],
      [{ tags: "a" }, /an object of texts as tags/],
      [{ tags: { a: 1 } }, /a text as tags\.a/],
      [{ signal: { aborted: false } }, /an AbortSignal as signal/],
      [{ repeatedFrom: 1 }, /a whole number from 2 on as repeatedFrom/],
      [{ rout: "/" }, /knows no "rout"\. Did you mean "route"\?/],
    ];
    for (const [info, message] of wrong) {
      const error = await refusal(suite.db, () => withRequest(info as object, () => Visit.count()));
      expect(error).toMatchObject({ code: "QUERY", message: expect.stringMatching(message) });
    }
    expect(await refusal(suite.db, () => withRequest({}, 5 as never))).toMatchObject({ code: "QUERY" });
  });

  test("a traceparent that cannot be read is passed over", () => {
    const good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const read = (traceparent: string) => withRequest({ traceparent }, () => currentRequest()?.traceparent);
    expect(read(good)).toBe(good);
    for (const bad of ["", "x", `${good}-`, good.toUpperCase(), `ff${good.slice(2)}`, good.replace(/[1-9a-f]/g, "0")]) {
      expect(read(bad)).toBeUndefined();
    }
  });
}
