import { field, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Task extends Model {
  static table = "suite_tasks";
  id = field.id();
  title = field.string(50);
  seenAt = field.dateTime({ nullable: true });
  updatedAt = field.updatedAt();
}

class Bare extends Model {
  static table = "suite_bare_tasks";
  id = field.id();
  title = field.string(50);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

/** delete, reload and touch. */
export function deleting(suite: Suite): void {
  tables(suite, Task, Bare);
  const wrote = (work: () => unknown) => written(suite.db, work);

  test("delete removes the row of this record only", async () => {
    const [task, other] = [await Task.create({ title: "one" }), await Task.create({ title: "two" })];
    expect(await wrote(() => task.delete())).toEqual(["delete"]);
    expect(await Task.findOrNull(task.id)).toBeNull();
    expect((await Task.find(other.id)).title).toBe("two");
    expect(await wrote(() => task.delete())).toEqual([]);
    expect(await wrote(() => task.destroy())).toEqual([]);
  });

  test("a record without a row is not deleted, a deleted one is not saved", async () => {
    const error = await refusal(suite.db, () => new Task({ title: "new" }).delete());
    expect(error).toMatchObject({ code: "QUERY", model: "Task" });
    const task = await Task.create({ title: "gone" });
    await task.delete();
    task.title = "back";
    expect(await refusal(suite.db, () => task.save())).toMatchObject({ code: "STALE_RECORD", status: 409 });
    expect(await Task.findOrNull(task.id)).toBeNull();
  });

  test("what somebody else deleted is deleted, and cannot be written", async () => {
    const { id } = await Task.create({ title: "shared" });
    const [one, other] = [await Task.find(id), await Task.find(id)];
    await one.delete();
    other.title = "changed";
    const error = await failure(() => other.save());
    expect(error).toMatchObject({ code: "STALE_RECORD", status: 409, model: "Task" });
    expect(error.message).toContain(String(id));
    expect(other.$isDirty).toBe(true);
    await other.delete();
  });

  test("reload reads the row again and forgets changes", async () => {
    const task = await Task.create({ title: "first" });
    const other = await Task.find(task.id);
    await other.update({ title: "second" });
    task.title = "mine";
    expect(await wrote(() => task.reload())).toEqual(["select"]);
    expect([task.title, task.$isDirty]).toEqual(["second", false]);
    await other.delete();
    expect(await failure(() => task.reload())).toMatchObject({ code: "RECORD_NOT_FOUND", status: 404 });
    expect(await refusal(suite.db, () => new Task({ title: "new" }).reload())).toMatchObject({ code: "QUERY" });
  });

  test("touch sets the stamp and nothing else", async () => {
    const task = await Task.create({ title: "touched" });
    const { updatedAt } = task;
    await pause();
    task.title = "unsaved";
    expect(await wrote(() => task.touch())).toEqual(["update of 1"]);
    expect(task.updatedAt.getTime()).toBeGreaterThan(updatedAt.getTime());
    expect([task.title, task.$isDirty]).toEqual(["unsaved", true]);
    expect(await Task.find(task.id)).toMatchObject({ title: "touched", updatedAt: task.updatedAt });
    expect(await wrote(() => task.touch("seenAt"))).toEqual(["update of 2"]);
    expect((await Task.find(task.id)).seenAt).toEqual(task.seenAt);
  });

  test("touch is refused where it has no meaning", async () => {
    const [task, bare] = [await Task.create({ title: "x" }), await Bare.create({ title: "x" })];
    const attempts = [() => bare.touch(), () => task.touch("title"), () => task.touch("nothing" as never)];
    for (const attempt of [...attempts, () => new Task({ title: "new" }).touch()]) {
      expect(await refusal(suite.db, attempt)).toMatchObject({ code: "QUERY" });
    }
  });
}
