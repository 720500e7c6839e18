/** A row of `users` as every peer must give it back: eight columns, two of them instants. */
export interface User {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly bio: string | null;
  readonly active: boolean;
  readonly loginCount: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What an insert is given; the database or the ORM fills in the rest. */
export type NewUser = Pick<User, "username" | "email" | "bio" | "active" | "loginCount">;

/** A row with the names of its columns, as peers give it that do not rename. */
export interface UserRow {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly bio: string | null;
  readonly active: boolean;
  readonly login_count: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The columns of `users`, in order. */
export const userColumns = [
  "id",
  "username",
  "email",
  "bio",
  "active",
  "login_count",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof UserRow)[];

/** A row under the names that results are compared by. */
export function fromRow({ id, username, email, bio, active, login_count, created_at, updated_at }: UserRow): User {
  return { id, username, email, bio, active, loginCount: login_count, createdAt: created_at, updatedAt: updated_at };
}

/** The values of a record whose properties have the names that results are compared by. */
export function userOfRecord({ id, username, email, bio, active, loginCount, createdAt, updatedAt }: User): User {
  return { id, username, email, bio, active, loginCount, createdAt, updatedAt };
}

/** A new row under the names of its columns. */
export function toRow({ loginCount, ...same }: NewUser): Omit<UserRow, "id" | "created_at" | "updated_at"> {
  return { ...same, login_count: loginCount };
}
