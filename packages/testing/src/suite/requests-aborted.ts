import { setTimeout as sleep } from "node:timers/promises";
import {
  currentRequest,
  type Database,
  field,
  Model,
  manyToOne,
  oneToMany,
  type RequestContext,
  withRequest,
} from "@chakra-orm/core";
import { beforeEach, expect, test, vi } from "vitest";
import { collectGarbage } from "./kit/collect-garbage.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Guest extends Model {
  static table = "suite_aborted_guests";
  id = field.id();
  name = field.string(20);
  visits = oneToMany(() => Stay, { backPopulates: "guest" });
}

class Stay extends Model {
  static table = "suite_aborted_stays";
  id = field.id();
  guestId = field.foreignKey(() => Guest);
  guest = manyToOne(() => Guest, { backPopulates: "visits" });
}

/** Requests whose signal aborts. */
export function abortedRequests(suite: Suite): void {
  tables(suite, Guest, Stay);
  beforeEach(async () => {
    await empty(Stay);
    await empty(Guest);
  });
  const atRest = () => expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });

  test("statements after it are refused before they are sent, and the transaction is rolled back", async () => {
    const controller = new AbortController();
    const request = { signal: controller.signal, method: "GET", route: "/guests" };
    const error = await failure(() =>
      withRequest(request, () =>
        suite.db.transaction(async () => {
          await Guest.create({ name: "lost" });
          controller.abort(new Error("client gone"));
          await Guest.create({ name: "never" });
        }),
      ),
    );
    expect(error).toMatchObject({ name: "RequestAbortedError", code: "REQUEST_ABORTED", status: 499, expected: true });
    expect(error.message).toMatch(/^Guest insert .*GET \/guests was aborted/);
    expect(error.cause).toMatchObject({ message: "client gone" });
    expect(error.stack).toMatch(/requests-aborted\.\w+:\d+/);
    atRest();
    for (const work of [() => Guest.all(), () => suite.db.transaction(() => 1), () => suite.db.sql`select 1`]) {
      const refused = await refusal(suite.db, () => withRequest(request, async () => await work()));
      expect(refused).toMatchObject({ code: "REQUEST_ABORTED" });
    }
    expect(await Guest.count()).toBe(0);
  });

  test("a signal that is out of time is a time-out", async () => {
    const signal = AbortSignal.timeout(1);
    await sleep(5);
    const error = await refusal(suite.db, () => withRequest({ signal }, () => Guest.count()));
    expect(error).toMatchObject({ code: "QUERY_TIMEOUT", status: 503, cause: { name: "TimeoutError" } });
  });

  test("inside another request either signal ends it, and null lets it go on", async () => {
    const gone = AbortSignal.abort();
    const open = new AbortController().signal;
    for (const [outer, inner] of [
      [gone, open],
      [open, gone],
      [gone, undefined],
    ]) {
      const nested = () =>
        withRequest({ signal: outer }, () => withRequest({ signal: inner }, async () => await Guest.count()));
      expect(await refusal(suite.db, nested)).toMatchObject({ code: "REQUEST_ABORTED" });
    }
    const finish = () => withRequest({ signal: null }, () => Guest.create({ name: "finished" }));
    await withRequest({ id: "1", signal: gone }, async () => {
      await finish();
      expect(withRequest({ signal: null }, () => currentRequest()?.id)).toBe("1");
    });
    expect(await Guest.count()).toBe(1);
  });

  test("who waits for a connection goes away without", async () => {
    const db = await suite.open({ pool: { max: 1 }, models: [Guest, Stay] });
    const controller = new AbortController();
    let done: (() => void) | undefined;
    const holding = db.transaction(
      () =>
        new Promise<void>((resolve) => {
          done = resolve;
        }),
    );
    await vi.waitFor(() => expect(done).toBeDefined());
    const waiting = failure(() =>
      withRequest({ signal: controller.signal }, () => db.transaction(() => Guest.create({ name: "never" }))),
    );
    await vi.waitFor(() => expect(db.pool.waiting).toBe(1));
    controller.abort();
    expect(await waiting).toMatchObject({ code: "REQUEST_ABORTED" });
    expect(db.pool.waiting).toBe(0);
    done?.();
    await holding;
    expect((await db.health()).ok).toBe(true);
  });

  test("the end of one request does not end what another one waits for", async () => {
    const guest = await Guest.create({ name: "shared" });
    await Stay.create({ guestId: guest.id });
    const stay = await Stay.first();
    const controller = new AbortController();
    const ended = failure(() => withRequest({ signal: controller.signal }, async () => await stay?.guest));
    const other = withRequest({}, async () => await stay?.guest);
    controller.abort();
    expect(await ended).toMatchObject({ code: "REQUEST_ABORTED" });
    expect(await other).toMatchObject({ name: "shared" });
  });

  test("signals that outlive their requests are left alone", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const one = () =>
      withRequest({ signal }, () => suite.db.transaction(() => Promise.all([Guest.count(), Guest.count()])));
    await Promise.all(Array.from({ length: 20 }, one));
    expect(added).toHaveBeenCalled();
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
  });

  test("nothing of a request is kept once it is over", async () => {
    // Its connection and its timers are made within the request.
    const db = await suite.open({ lazy: true });
    const request = await requestOn(db);
    await collectGarbage();
    expect(request.deref()).toBeUndefined();
    expect(db.pool.idle).toBe(db.pool.total);
    expect(db.pool.total).toBeGreaterThan(0);
  });
}

/** A request that has ended, whose statements have taken every way to the database. */
async function requestOn(db: Database): Promise<WeakRef<RequestContext>> {
  const { signal } = new AbortController();
  return withRequest({ id: "1", signal }, async () => {
    for (let i = 0; i < 6; i++) await db.sql`select 1`;
    await db.transaction(() => db.sql`select 2`);
    await Promise.all([db.sql`select 3`, db.transaction(() => db.sql`select 4`)]);
    const request = currentRequest() as RequestContext;
    expect(request.report.repeated).toHaveLength(1);
    return new WeakRef(request);
  });
}
