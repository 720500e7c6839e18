import { field, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Event extends Model {
  static table = "suite_after_commit";
  id = field.id();
}

/** Work that waits for the commit. */
export function afterCommit(suite: Suite): void {
  tables(suite, Event);
  const { transaction, later } = {
    transaction: <R>(work: () => Promise<R> | R) => suite.db.transaction(work),
    later: (work: () => unknown) => suite.db.afterCommit(work),
  };

  test("runs after the outermost commit, in order, and finds what was written", async () => {
    const heard: string[] = [];
    await transaction(async () => {
      later(() => heard.push("first"));
      await transaction(async () => {
        const event = await Event.create({});
        later(async () => heard.push(`found ${(await Event.find(event.id)).id === event.id}`));
      });
      later(() => heard.push("last"));
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(["first", "found true", "last"]);
  });

  test("does not run when its transaction, or one around it, is rolled back", async () => {
    const heard: string[] = [];
    await transaction(async () => {
      later(() => heard.push("outer"));
      await failure(() =>
        transaction(() => {
          later(() => heard.push("inner"));
          throw new Error("stop");
        }),
      );
    });
    expect(heard).toEqual(["outer"]);
    await failure(() =>
      transaction(async () => {
        await transaction(() => later(() => heard.push("never")));
        throw new Error("stop");
      }),
    );
    expect(heard).toEqual(["outer"]);
  });

  test("runs at once where no transaction is open", () => {
    const heard: string[] = [];
    later(() => heard.push("now"));
    expect(heard).toEqual(["now"]);
  });

  test("can begin transactions and write", async () => {
    await transaction(() => later(() => transaction(() => Event.create({}))));
    const before = await Event.count();
    await transaction(() => {
      later(() => Event.create({}));
    });
    expect(await Event.count()).toBe(before + 1);
  });
}
