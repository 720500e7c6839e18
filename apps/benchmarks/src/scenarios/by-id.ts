/** For the comparison of results that may come in any order. */
export const byId = (a: { readonly id: number }, b: { readonly id: number }): number => a.id - b.id;
