/** How a library's models are written, for the type checker to read. */
export interface Form {
  /** What the table calls it. */
  readonly label: string;
  readonly packages: readonly string[];
  /** Further compiler options that the library asks for. */
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  /** A module with so many models of twelve columns. */
  models(count: number): string;
  /** A module beside it, `./models.js`, with so many query sites. */
  usage(sites: number): string;
}

/** `count` pieces of text, made from their numbers from 1 on. */
export function repeat(count: number, piece: (number: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index + 1)).join("\n");
}

/** The names `Model1` and so on, as a list in an import. */
export function names(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`).join(", ");
}

/** `count` query sites in blocks of their own, the kinds in turn, each on another model. */
export function cycle(
  count: number,
  kinds: readonly ((model: string) => string)[],
  name: (n: number) => string,
): string {
  return repeat(count, (n) => `{ ${kinds[(n - 1) % kinds.length]?.(name(n))} }`);
}
