import { expect, test } from "vitest";
import { useTestTransaction } from "../src/index.js";

const never = () => {
  throw new Error("The database is asked for when a test begins, not before.");
};

test("without hooks it says where to get some", () => {
  expect(() => useTestTransaction(never)).toThrow(/beforeEach and afterEach.*vitest/s);
});

test("global hooks are found", () => {
  const called: string[] = [];
  const hooks = { beforeEach: () => called.push("before"), afterEach: () => called.push("after") };
  Object.assign(globalThis, hooks);
  try {
    useTestTransaction(never);
  } finally {
    for (const name of Object.keys(hooks)) Reflect.deleteProperty(globalThis, name);
  }
  expect(called).toEqual(["before", "after"]);
});
