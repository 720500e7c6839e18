import { setTimeout as sleep } from "node:timers/promises";
import { field, Model } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Counter extends Model {
  static table = "suite_locks_by_name";
  id = field.id();
  value = field.integer({ default: 0 });
}

/** A promise, and what fulfils it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Locks by name. */
export function locksByName(suite: Suite): void {
  tables(suite, Counter);
  beforeEach(() => empty(Counter));

  test("let one in at a time, and all in the end", async () => {
    const counter = await Counter.create({});
    let inside = 0;
    const add = () =>
      suite.db.lock("count", async () => {
        expect(++inside).toBe(1);
        const { value } = await Counter.find(counter.id);
        await sleep(1);
        await Counter.where({ id: counter.id }).update({ value: value + 1 });
        inside--;
        return value;
      });
    // More than there are connections: those that wait must leave one for the work of the one that is in.
    const results = await Promise.all(Array.from({ length: 40 }, add));
    expect([...results].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect((await Counter.find(counter.id)).value).toBe(40);
    expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
  });

  test("of different names keep out nobody", async () => {
    await suite.db.lock("one", () => suite.db.lock("other", () => Counter.create({})));
    expect(await Counter.count()).toBe(1);
  });

  test("let in who has them already, and nobody else for long", async () => {
    const result = await suite.db.lock("again", () =>
      suite.db.lock("again", () => suite.db.transaction(() => suite.db.lock("again", () => 7))),
    );
    expect(result).toBe(7);
    let late: Promise<Error> | undefined;
    const { opened, open } = gate();
    await suite.db.lock("again", () => {
      // What outlives the work has the lock no longer, and asks for it like others.
      late = opened.then(() => failure(() => suite.db.lock("again", () => 1, { timeout: 0 })));
    });
    await suite.db.lock("again", async () => {
      open();
      expect(await late).toMatchObject({ code: "LOCK_TIMEOUT" });
    });
  });

  test("are let go by an error, which comes through", async () => {
    const stop = new Error("stop");
    expect(await failure(() => suite.db.lock("stop", () => Promise.reject(stop)))).toBe(stop);
    expect(await suite.db.lock("stop", () => 7, { timeout: 0 })).toBe(7);
  });

  test("are waited for no longer than was said", async () => {
    const taken = gate();
    const letGo = gate();
    const held = suite.db.lock("busy", () => {
      taken.open();
      return letGo.opened;
    });
    await taken.opened;
    for (const timeout of [0, 10]) {
      const error = await failure(() => suite.db.lock("busy", () => 1, { timeout }));
      expect(error).toMatchObject({ code: "LOCK_TIMEOUT", status: 503 });
      expect(error.message).toMatch(/^lock\("busy"\) at .*locks-by-name.* was not granted within (0|10) ms/);
    }
    const patient = suite.db.lock("busy", () => 7, { timeout: 60_000 });
    letGo.open();
    expect(await patient).toBe(7);
    await held;
  });

  test("can have any name, and no odd options", async () => {
    for (const name of ["'; drop table users; --", "ä\u0000\ud800", "x".repeat(100_000)]) {
      expect(await suite.db.lock(name, () => 7)).toBe(7);
    }
    for (const name of ["", undefined, 5, {}]) {
      expect(await failure(() => suite.db.lock(name as never, () => 7))).toMatchObject({ code: "TRANSACTION" });
    }
    for (const timeout of [-1, 0.5, "1; drop table users"]) {
      const error = await failure(() => suite.db.lock("x", () => 7, { timeout: timeout as never }));
      expect(error.message).toContain("takes as timeout a whole number");
    }
  });

  suite.needing("advisoryLocks")(
    "that a transaction took are let go with it, and it does not wait for itself",
    async () => {
      const { opened, open } = gate();
      const other = opened.then(() => failure(() => suite.db.lock("late", () => 1, { timeout: 0 })));
      await suite.db.transaction(async () => {
        await suite.db.lock("late", () => Counter.create({}));
        await suite.db.lock("late", () => Counter.create({}));
        const itself = await failure(() => suite.db.outside(() => suite.db.lock("late", () => 1)));
        expect(itself.message).toMatch(/would wait for itself: the transaction\(…\) begun at .*locks-by-name/);
        open();
        expect(await other).toMatchObject({ code: "LOCK_TIMEOUT" });
      });
      expect(await suite.db.lock("late", () => 7, { timeout: 0 })).toBe(7);
      expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
    },
  );

  suite.needing("advisoryLocks")("say so where the pool has no connection for the work", async () => {
    const db = await suite.open({ pool: { max: 1 } });
    const error = await failure(() => db.lock("x", () => db.transaction(() => 1)));
    expect(error.message).toMatch(/needs a connection of its own, while lock\("x"\) begun at .* keeps the only one/);
    expect(await db.lock("x", () => 7)).toBe(7);
  });
}
