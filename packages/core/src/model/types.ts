/** A model class whose records are `T`. */
export interface ModelClass<T extends object> {
  new (attributes?: never): T;
  readonly prototype: T;
  readonly name: string;
}
