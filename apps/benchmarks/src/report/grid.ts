/** A table before it is written down anywhere: for the terminal and for Markdown alike. */
export interface Grid {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
