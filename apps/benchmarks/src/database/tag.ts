/** A row of `tags`. */
export interface Tag {
  readonly id: number;
  readonly name: string;
}

/** A tag with the post that it is on, as a join of the two tables gives it. */
export interface TagOfPostRow extends Tag {
  readonly post_id: number;
}

/** The values of a record. */
export function tagOfRecord({ id, name }: Tag): Tag {
  return { id, name };
}
