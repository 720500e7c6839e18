import type { Database } from "@chakra-orm/core";
import { Accounts } from "./accounts/accounts.js";
import { type PasswordCost, Passwords } from "./accounts/passwords.js";
import { signingSecret } from "./accounts/signing-secret.js";
import { Tokens } from "./accounts/tokens.js";
import { seedWhereEmpty } from "./seed/seed.js";

/** How the blog is to be opened, whichever server stands in front of it. */
export interface BlogOptions {
  readonly databaseUrl: string;
  /** Whether an empty database is filled with demo content. */
  readonly seed: boolean;
  /** What tokens are signed with; without one, a secret that the database keeps. */
  readonly jwtSecret?: string | undefined;
  /** For tests alone: less than what is recommended. */
  readonly passwordCost?: PasswordCost | undefined;
}

/** Makes the tables where they are missing, and the demo content where there is none. Gives who looks after accounts. */
export async function openBlog(db: Database, { seed, jwtSecret, passwordCost }: BlogOptions): Promise<Accounts> {
  await db.createTables({ ifNotExists: true });
  const passwords = await Passwords.of(passwordCost);
  if (seed) await seedWhereEmpty(db, passwords);
  return new Accounts(passwords, new Tokens(await signingSecret(jwtSecret)));
}
