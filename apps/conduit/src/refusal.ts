/** Why something was refused, in words that any server can put into its own. */
export type RefusalKind = "unauthenticated" | "forbidden" | "missing" | "taken" | "invalid";

/** By field or thing, what is wrong with it. */
export type Wrongs = Readonly<Record<string, readonly string[]>>;

/** What the blog refuses by its own rules. The ORM's errors are not among them. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly kind: RefusalKind;
  readonly wrongs: Wrongs;

  constructor(kind: RefusalKind, wrongs: Wrongs) {
    super(
      Object.entries(wrongs)
        .map(([key, messages]) => `${key} ${messages.join(", ")}`)
        .join("; "),
    );
    this.kind = kind;
    this.wrongs = wrongs;
  }
}
