/** A model class whose records are `T`. */
export interface ModelClass<T extends object> {
  new (attributes?: never): T;
  readonly prototype: T;
  readonly name: string;
}

/** Changed properties, each with the value that the database has and the one that the record has. */
export type Changes = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
