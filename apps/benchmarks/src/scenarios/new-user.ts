import type { NewUser } from "../database/user.js";

/** Somebody who is not in the table yet. */
export const newUser = (name: string): NewUser => ({
  username: name,
  email: `${name}@example.com`,
  bio: "Has just arrived.",
  active: true,
  loginCount: 1,
});
