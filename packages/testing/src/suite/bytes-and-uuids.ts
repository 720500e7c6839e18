import { field, Model, oneOf } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Blob extends Model {
  static table = "suite_blobs";
  id = field.id();
  bytes = field.binary({ nullable: true });
  four = field.binary(4, { nullable: true });
  token = field.uuid({ nullable: true });
  flag = field.boolean({ nullable: true });
}

const all = Uint8Array.from({ length: 256 }, (_, i) => i);

/** Bytes, UUIDs and booleans. */
export function bytesAndUuids(suite: Suite): void {
  tables(suite, Blob);
  const model = loose(Blob);

  test("bytes come back as a Uint8Array, whatever view of them was given", async () => {
    const shared = Uint8Array.from([9, 9, 1, 2, 3, 9]);
    const views = [
      all,
      new Uint8Array(),
      Buffer.from(all),
      shared.subarray(2, 5),
      new Uint8Array([0]),
      Buffer.from("\\x41"),
    ];
    for (const bytes of views) {
      const { id } = await Blob.create({ bytes });
      const found = await Blob.find(id);
      expect([...(found.bytes ?? [])]).toEqual([...bytes]);
      expect(found.bytes).toBeInstanceOf(Uint8Array);
      expect(await Blob.where({ bytes }).pluck("id")).toContain(id);
      expect(JSON.parse(JSON.stringify(found)).bytes).toBe(Buffer.from(bytes).toString("base64"));
    }
    expect(await Blob.where({ bytes: oneOf([new Uint8Array([1, 2, 3]), all]) }).count()).toBe(3);
  });

  test("a megabyte of bytes comes back", async () => {
    const bytes = Uint8Array.from({ length: 2 ** 20 }, (_, i) => (i * 7919) % 256);
    const { id } = await Blob.create({ bytes });
    expect(Buffer.compare((await Blob.find(id)).bytes as Uint8Array, bytes)).toBe(0);
  });

  test("bytes that are too many, and what is no bytes, are refused before any SQL", async () => {
    for (const value of [new Uint8Array(5), "abcd", [1, 2], new ArrayBuffer(2), 1, { 0: 1, length: 1 }, null]) {
      if (value === null) continue;
      const error = await refusal(suite.db, () => model.create({ four: value }));
      expect(error).toMatchObject({ code: "VALIDATION", fields: ["four"] });
    }
    expect((await Blob.create({ four: new Uint8Array(4) })).four).toHaveLength(4);
  });

  test("a UUID is one in lower case, and found in either", async () => {
    const token = "018F4D2E-7C3A-7B1E-9C55-0242AC120002";
    const record = await Blob.create({ token });
    expect(record.token).toBe(token.toLowerCase());
    expect((await Blob.find(record.id)).token).toBe(token.toLowerCase());
    expect(await Blob.where({ token }).pluck("id")).toEqual([record.id]);
    expect(await Blob.where({ token: oneOf([token, token.toLowerCase()]) }).count()).toBe(1);
    record.token = token;
    expect((await countQueries(suite.db, () => record.save())).count).toBe(0);
  });

  test("text that is no UUID is refused in a record, and finds nothing", async () => {
    for (const token of [
      "",
      "not-a-uuid",
      "{018f4d2e-7c3a-7b1e-9c55-0242ac120002}",
      "018f4d2e7c3a7b1e9c550242ac120002",
    ]) {
      expect(await refusal(suite.db, () => model.create({ token }))).toMatchObject({ code: "VALIDATION" });
      expect((await countQueries(suite.db, async () => expect(await model.where({ token })).toEqual([]))).count).toBe(
        0,
      );
    }
  });

  test("true and false are all that a boolean takes", async () => {
    const { id } = await Blob.create({ flag: true });
    await Blob.create({ flag: false });
    expectSame(await Blob.where({ flag: true }).pluck("id"), [id]);
    for (const flag of [0, 1, "true", "false", "t", "", {}, [], Object(true)]) {
      expect(await refusal(suite.db, () => model.create({ flag })), String(flag)).toMatchObject({ code: "VALIDATION" });
      expect(await refusal(suite.db, () => model.where({ flag })), String(flag)).toMatchObject({ code: "QUERY" });
    }
  });
}
