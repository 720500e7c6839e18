import { expect, test } from "vitest";
import { field } from "../../src/index.js";
import { modelOf } from "../recording/model.js";
import { mistakeIn } from "./definition-error.js";

test.each<[string, unknown, string]>([
  ["a list", [() => true], "static validations of Thing is an object of rules by name: { inOrder: (record) => … }."],
  ["null", null, "is an object of rules by name"],
  ["undefined", undefined, "is an object of rules by name"],
  ["one function", () => true, "is an object of rules by name"],
  ["a Map", new Map(), "is an object of rules by name"],
  ["one schema without a name", { "~standard": {} }, "is an object of rules by name"],
  [
    "a rule that is a message",
    { inOrder: "must be in order" },
    "static validations of Thing.inOrder is a function of the record, or a Standard Schema such as Zod's, not a string.",
  ],
  ["a rule that is nothing", { inOrder: undefined }, "static validations of Thing.inOrder is a function of the record"],
])("static validations that are %s", (_, validations, message) => {
  expect(mistakeIn(modelOf("Thing", { id: () => field.id() }, { validations }))).toContain(message);
});
