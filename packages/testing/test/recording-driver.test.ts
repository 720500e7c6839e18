import { describe, expect, test } from "vitest";
import { RecordingDriver } from "../src/index.js";

const request = (text: string) => ({ text, values: [1], prepare: false });

describe("RecordingDriver", () => {
  test("keeps what it is asked, in order", async () => {
    const driver = new RecordingDriver();
    const connection = await driver.connect();
    await connection.execute("begin");
    await connection.run(request("select 1"));
    await connection.run(request("select 2"));
    expect(driver.texts).toEqual(["begin"]);
    expect(driver.requests).toEqual([request("select 1"), request("select 2")]);
  });

  test("answers what was put in line, and then nothing", async () => {
    const driver = new RecordingDriver();
    const connection = await driver.connect();
    const rows = [[1n, "a"]];
    driver.answer(rows, { affected: 7 }, new Error("no"));
    const first = await connection.run(request(""));
    expect(first).toEqual({ rows: [[1n, "a"]], affected: 1 });
    (first.rows[0] as unknown[])[1] = "changed";
    expect(rows).toEqual([[1n, "a"]]);
    expect(await connection.run(request(""))).toEqual({ rows: [], affected: 7 });
    await expect(connection.run(request(""))).rejects.toThrow("no");
    expect(await connection.run(request(""))).toEqual({ rows: [], affected: 1 });
  });

  test("clear forgets questions and answers", async () => {
    const driver = new RecordingDriver().answer([[1]]);
    const connection = await driver.connect();
    await connection.execute("begin");
    driver.clear();
    expect(await connection.run(request("x"))).toEqual({ rows: [], affected: 1 });
    expect([driver.texts.length, driver.requests.length]).toEqual([0, 1]);
  });

  test("a closed connection is not used again", async () => {
    const connection = await new RecordingDriver().connect();
    expect(connection.usable).toBe(true);
    await connection.close();
    expect(connection.usable).toBe(false);
  });
});
