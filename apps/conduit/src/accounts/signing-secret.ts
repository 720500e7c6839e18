import { randomBytes } from "node:crypto";
import { SigningKey } from "../models/index.js";

/**
 * The secret that tokens are signed with: the given one, or else one that was made at the first start and is kept in the
 * database, so that tokens outlive a restart and every server on one database takes the others' tokens.
 */
export async function signingSecret(given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const fresh = { secret: randomBytes(32).toString("base64url") };
  return (await SigningKey.findOrCreate({ name: "tokens" }, fresh)).secret;
}
