import { oneOf, or, UniqueViolationError } from "@chakra-orm/core";
import { User } from "../models/index.js";
import { Refusal } from "../refusal.js";
import { type AccountChanges, accountInput, changeInput, checkAccount, type NewAccount } from "./account-fields.js";
import type { Passwords } from "./passwords.js";
import type { Tokens } from "./tokens.js";

/** An account as its owner sees it. */
export interface Account {
  readonly email: string;
  /** Says who they are, from now on. */
  readonly token: string;
  readonly username: string;
  readonly bio: string | null;
  readonly image: string | null;
}

/** Signing up, logging in, and one's own account. */
export class Accounts {
  readonly #passwords: Passwords;
  readonly #tokens: Tokens;

  constructor(passwords: Passwords, tokens: Tokens) {
    this.#passwords = passwords;
    this.#tokens = tokens;
  }

  /** Makes an account. Throws a refusal that names what is wrong, or which of name and address is taken. */
  async register({ username, email, password }: NewAccount): Promise<Account> {
    await checkAccount(accountInput, { username, email }, password);
    const passwordHash = await this.#passwords.hash(password);
    const user = await orTaken({ username, email }, () => User.create({ username, email, passwordHash }));
    return this.show(user);
  }

  /** The account of an address, if the password fits. Throws a refusal, the same and as late whichever was wrong. */
  async logIn(email: string, password: string): Promise<Account> {
    const blank = Object.entries({ email, password }).filter(([, text]) => text === "");
    if (blank.length > 0) {
      throw new Refusal("invalid", Object.fromEntries(blank.map(([key]) => [key, ["can't be blank"]])));
    }
    // No account has an address that is none, and no database can look for this character.
    const user = email.includes("\u0000") ? null : await User.findBy({ email });
    const fits = await this.#passwords.fits(password, user?.passwordHash);
    if (user === null || !fits) throw new Refusal("unauthenticated", { credentials: ["invalid"] });
    return this.show(user);
  }

  /** The user whom a token was issued for. Throws a refusal. */
  async recognize(token: string): Promise<User> {
    const id = await this.#tokens.read(token);
    const user = id === undefined ? null : await User.findOrNull(id);
    if (user === null) throw new Refusal("unauthenticated", { token: ["is invalid"] });
    return user;
  }

  /** Somebody's own account, with a new token. */
  async show(user: User): Promise<Account> {
    const { email, username, bio, image } = user;
    return { email, token: await this.#tokens.issue(user), username, bio, image };
  }

  /** Changes what is given of an account. Throws as `register` does. */
  async change(user: User, { username, email, password, bio, image }: AccountChanges): Promise<Account> {
    const changes = given({ username, email, bio: orNone(bio), image: orNone(image) });
    await checkAccount(changeInput, changes, password);
    const passwordHash = password === undefined ? {} : { passwordHash: await this.#passwords.hash(password) };
    await orTaken({ username, email }, () => user.update({ ...changes, ...passwordHash }), user);
    return this.show(user);
  }
}

const orNone = (text: string | null | undefined) => (text === "" ? null : text);

/** An object without what is `undefined`. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

const listed = (text: string | undefined) => (text === undefined ? [] : [text]);

/** Who is asked about: what they want to be called. */
type Wanted = Pick<AccountChanges, "username" | "email">;

/**
 * Runs `work`, and tells of both names that are taken where the database, which alone can know, refused the row for the
 * first that it met.
 */
async function orTaken<R>(wanted: Wanted, work: () => Promise<R>, self?: User): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UniqueViolationError)) throw error;
    // In the model's own normal form, to compare with.
    const { username, email } = new User(given(wanted));
    const asked = or({ username: oneOf(listed(username)) }, { email: oneOf(listed(email)) });
    const holders = (await User.where(asked)).filter(({ id }) => id !== self?.id);
    const taken = Object.entries({ username, email }).filter(([key, value]) =>
      holders.some((user) => user[key as "email"] === value),
    );
    if (taken.length === 0) throw error;
    throw new Refusal("taken", Object.fromEntries(taken.map(([key]) => [key, ["has already been taken"]])));
  }
}
