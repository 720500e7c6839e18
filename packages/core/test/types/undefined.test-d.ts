import { User } from "./models.js";

/** What `exactOptionalPropertyTypes` adds; without it these are errors when they run. */
export function undefinedIsNoCondition(name: string | undefined) {
  // @ts-expect-error undefined would match everything or nothing
  User.where({ username: undefined });
  // @ts-expect-error may be undefined
  User.where({ id: 1, username: name });
  // @ts-expect-error may be undefined
  User.findBy({ username: name });
  // @ts-expect-error may be undefined
  User.find({ id: undefined });
}
