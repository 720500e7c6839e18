import { z } from "zod";
import { field, Model, type Validations } from "../../src/index.js";

export class Stay extends Model {
  id = field.id();
  from = field.date();
  to = field.date();
  guests = field.integer({ nullable: true });

  static validations = {
    yes: (stay: Stay) => stay.from < stay.to,
    words: (stay: Stay) => stay.from < stay.to || "is too short",
    issue: (stay: Stay) => stay.from < stay.to || { path: "to", message: "must be later" },
    issues: (stay) => (stay.guests === null ? [{ path: ["to", 0], message: "x" }, { message: "y" }] : true),
    later: async (stay: Stay) => (await Promise.resolve(stay.guests)) !== 13 || { path: "guests", message: "no" },
    shape: z.object({ from: z.string() }),
  } satisfies Validations<Stay>;

  static mistakes = {
    // @ts-expect-error an unknown property in a path
    path: (stay: Stay) => stay.from < stay.to || { path: "too", message: "x" },
    // @ts-expect-error an unknown property of the record
    unknown: (stay) => stay.fro === "",
    // @ts-expect-error no message
    issue: (stay: Stay) => stay.from < stay.to || { path: "to" },
    // @ts-expect-error no answer
    answer: () => undefined,
    // @ts-expect-error a rule about another model
    other: (other: { nothing: string }) => other.nothing === "",
  } satisfies Validations<Stay>;
}
