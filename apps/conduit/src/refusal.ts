/** A request that the API turns down by its own rules: `{ "errors": { [key]: [reason] } }` with a status. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly key: string;

  constructor(status: number, key: string, reason: string) {
    super(reason);
    this.status = status;
    this.key = key;
  }
}
