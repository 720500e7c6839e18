import { field, isNotNull, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Page extends Model {
  static table = { name: "suite_pages", uniques: [["site" as const, "path" as const]] };
  id = field.id();
  slug = field.string(50, { unique: true });
  site = field.string(10, { default: "a" });
  path = field.string(50, { default: () => String(Math.random()) });
  deletedAt = field.deletedAt();
}

class Plain extends Model {
  static table = "suite_plain_pages";
  id = field.id();
}

/** Records that are marked as deleted instead of removed. */
export function softDeletion(suite: Suite): void {
  tables(suite, Page, Plain);
  const wrote = (work: () => unknown) => written(suite.db, work);

  test("a deleted record is hidden from every reader, and can be asked for", async () => {
    const [gone, kept] = [await Page.create({ slug: "gone" }), await Page.create({ slug: "kept" })];
    expect(await wrote(() => gone.delete())).toEqual(["update of 1"]);
    expect(gone.deletedAt).toBeInstanceOf(Date);
    expect([await Page.count(), await Page.exists({ slug: "gone" }), await Page.pluck("slug")]).toEqual([
      1,
      false,
      ["kept"],
    ]);
    expect([await Page.findOrNull(gone.id), await Page.findBy({ slug: "gone" })]).toEqual([null, null]);
    expect((await Page.first())?.id).toBe(kept.id);
    expect(await Page.where({ deletedAt: isNotNull })).toEqual([]);
    expect(await failure(() => Page.findMany([gone.id, kept.id]))).toMatchObject({ code: "RECORD_NOT_FOUND" });
    expect(await Page.withDeleted().count()).toBe(2);
    expect((await Page.withDeleted().find(gone.id)).slug).toBe("gone");
    expect(await Page.onlyDeleted().pluck("slug")).toEqual(["gone"]);
    expect(await Page.where({ slug: "gone" }).withDeleted().count()).toBe(1);
    expect(await Page.whereNot({ slug: "kept" }).count()).toBe(0);
    expect(await wrote(() => gone.delete())).toEqual([]);
  });

  test("restore takes it back, destroy removes the row", async () => {
    const [gone] = await Page.onlyDeleted();
    expect(await wrote(() => gone?.restore())).toEqual(["update of 1"]);
    expect([gone?.deletedAt, await Page.count()]).toEqual([null, 2]);
    expect(await wrote(() => gone?.restore())).toEqual([]);
    await gone?.delete();
    await gone?.destroy();
    expect(await Page.withDeleted().count()).toBe(1);
  });

  test("unique rules hold among the living, for single properties and several", async () => {
    await empty(Page.withDeleted());
    const first = await Page.create({ slug: "about", path: "/about" });
    const taken = await failure(() => Page.create({ slug: "about" }));
    expect(taken).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["slug"] });
    const together = await failure(() => Page.create({ slug: "other", path: "/about" }));
    expect(together).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["site", "path"] });
    await first.delete();
    const second = await Page.create({ slug: "about", path: "/about" });
    await second.delete();
    const third = await Page.create({ slug: "about", path: "/about" });
    expect(await failure(() => first.restore())).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect(first.deletedAt).toBeInstanceOf(Date);
    await third.delete();
    await first.restore();
    expect(await Page.pluck("id")).toEqual([first.id]);
  });

  test("a deleted record can still be written and reloaded", async () => {
    const page = await Page.create({ slug: "draft" });
    await page.delete();
    page.slug = "renamed";
    await page.save();
    await page.reload();
    expect([page.slug, page.deletedAt instanceof Date]).toEqual(["renamed", true]);
  });

  test("readers of deleted rows have no meaning without the field", async () => {
    const plain = await Plain.create({});
    const attempts = [() => Plain.withDeleted(), () => Plain.onlyDeleted(), () => plain.restore()];
    for (const attempt of attempts) {
      expect(await refusal(suite.db, attempt)).toMatchObject({ code: "QUERY", model: "Plain" });
    }
  });
}
