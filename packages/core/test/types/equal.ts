/** Exactly the same type: neither wider, nor narrower, nor `any`. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Fails to compile where a statement about types is not true. */
export type All<Statements extends readonly true[]> = Statements;
