/** Records, and for reads by way of a join table the key that each was found by. */
export interface Fetched {
  readonly records: readonly object[];
  readonly carried: readonly (readonly unknown[])[] | undefined;
}
