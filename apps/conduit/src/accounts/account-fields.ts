import { User } from "../models/index.js";
import { Refusal } from "../refusal.js";

const shortestPassword = 8;

/** What a new account needs. */
export interface NewAccount {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** What people change of their account: what is left out stays. */
export interface AccountChanges {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  /** Empty is none. */
  readonly bio?: string | null | undefined;
  readonly image?: string | null | undefined;
}

/** What a new account may say of itself, checked as the model says. */
export const accountInput = User.inputSchema("create", { only: ["username", "email"] });

/** What a change may say. */
export const changeInput = User.inputSchema("update", { only: ["username", "email", "bio", "image"] });

/** Tells everything that is wrong at once, the password included, before anything is hashed. Throws a refusal. */
export async function checkAccount(
  input: typeof accountInput | typeof changeInput,
  values: object,
  password: string | undefined,
): Promise<void> {
  const wrongs: Record<string, string[]> = {};
  const { issues = [] } = await input["~standard"].validate(values);
  for (const { path = [], message } of issues) {
    const key = String(path[0]);
    wrongs[key] = [...(wrongs[key] ?? []), message];
  }
  const weakness = password === undefined ? undefined : weaknessOf(password);
  if (weakness !== undefined) wrongs["password"] = [weakness];
  if (Object.keys(wrongs).length > 0) throw new Refusal("invalid", wrongs);
}

/** Length is what counts: no rule about which characters, and none against long ones. */
function weaknessOf(password: string): string | undefined {
  if (password === "") return "can't be blank";
  return [...password].length < shortestPassword ? `must have at least ${shortestPassword} characters` : undefined;
}
