import { hash, verify } from "@node-rs/argon2";

/** What a guess costs whoever stole the hashes. */
export interface PasswordCost {
  /** Memory in KiB. */
  readonly memoryCost: number;
  /** How often it is gone through. */
  readonly timeCost: number;
}

/** What OWASP recommends for Argon2id: 19 MiB, twice. */
const recommended: PasswordCost = { memoryCost: 19_456, timeCost: 2 };

/** Hashes passwords, and tells whether one fits. */
export class Passwords {
  readonly #cost: PasswordCost;
  readonly #decoy: string;

  private constructor(cost: PasswordCost, decoy: string) {
    this.#cost = cost;
    this.#decoy = decoy;
  }

  /** Another cost than the recommended one is for tests, which give it in their code: no setting can lower it. */
  static async of(cost: PasswordCost = recommended): Promise<Passwords> {
    return new Passwords(cost, await hash(crypto.randomUUID(), cost));
  }

  /** The hash to keep, with its salt and cost in it. */
  hash(password: string): Promise<string> {
    return hash(password, this.#cost);
  }

  /** Whether a password fits a hash. Without a hash, none does, and that takes as long to find out. */
  async fits(password: string, hashed: string | undefined): Promise<boolean> {
    return (await verify(hashed ?? this.#decoy, password)) && hashed !== undefined;
  }
}
