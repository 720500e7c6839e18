import { errors, jwtVerify, SignJWT } from "jose";
import type { User } from "../models/index.js";

const algorithm = "HS256";
const lifetime = "30d";

/** Tokens that say who somebody is: signed, readable by all, good for thirty days. */
export class Tokens {
  readonly #key: Uint8Array;

  constructor(secret: string) {
    this.#key = new TextEncoder().encode(secret);
  }

  /** A token for a user. It holds the key of the user alone: a new name or address leaves it good. */
  issue(user: User): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: algorithm })
      .setSubject(String(user.id))
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(this.#key);
  }

  /** The key of the user whom a token was issued for, or `undefined` where it is forged, spoilt or too old. */
  async read(token: string): Promise<number | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [algorithm],
        requiredClaims: ["exp", "sub"],
      });
      return /^[1-9]\d{0,14}$/.test(payload.sub ?? "") ? Number(payload.sub) : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
