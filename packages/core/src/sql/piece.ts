/** A piece of SQL with its bindings, in the order of its placeholders. */
export interface Piece {
  readonly text: string;
  readonly bindings: readonly unknown[];
}
