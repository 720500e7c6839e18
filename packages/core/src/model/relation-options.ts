/** Of a relation that has another side. */
interface Mutual {
  /** The name of the relation that leads back, in the model at the other end. */
  backPopulates?: string | undefined;
}

/** Of a relation that leads to one record. */
interface ToOneOptions<N extends boolean, F extends string> extends Mutual {
  /** The property that refers to the record, or several of them; found by the relation's name if not given. */
  foreignKey?: F | readonly F[] | undefined;
  /** Whether there may be no record, so that the property may be null; there always is one if not given. */
  nullable?: N | undefined;
  /** The name of another relation of this model, to go on from where that one leads. */
  through?: string | undefined;
  /** With `through`: the relation to go on by, in the model between; found by its name or its target if not given. */
  source?: string | undefined;
  /** Whether saving and deleting also sets `updatedAt` of the record at the other end. */
  touch?: boolean | undefined;
}

/** Options of `manyToOne`. */
export interface ManyToOneOptions<N extends boolean, F extends string> extends ToOneOptions<N, F> {
  /** The property at the other end that counts the records of this model; `true` for the inverse's name and `Count`. */
  counterCache?: boolean | string | undefined;
}

/** Options of `manyToOne` to a record of one of several models. */
export interface PolymorphicOptions<N extends boolean, F extends string, Y extends string> {
  /** The property that holds the record's key; `subjectId` for `subject` if not given. */
  foreignKey?: F | undefined;
  /** The property that holds the name of the record's table; `subjectType` for `subject` if not given. */
  typeField?: Y | undefined;
  /** Whether there may be no record, so that the property may be null; there always is one if not given. */
  nullable?: N | undefined;
  /** Whether saving and deleting also sets `updatedAt` of the record at the other end. */
  touch?: boolean | undefined;
}

/** Options of `oneToOne`. */
export interface OneToOneOptions<N extends boolean, F extends string, L extends string> extends ToOneOptions<N, F> {
  /** The property by which the latest of many records is picked; there may be none, so the relation may be null. */
  latestBy?: L | undefined;
}

/** Options of `oneToMany`. */
export interface OneToManyOptions extends Mutual {
  /** The property at the other end that refers here, or several of them; found by its target if not given. */
  foreignKey?: string | readonly string[] | undefined;
  /** The name of another relation of this model, to go on from where that one leads: the comments of a user's posts. */
  through?: string | undefined;
  /** With `through`: the relation to go on by, in the model between; found by its name or its target if not given. */
  source?: string | undefined;
}

/** Options of `manyToMany`. */
export interface ManyToManyOptions<Through> extends Mutual {
  /** The table between, which is made if no model has it, or a function that gives a model; found by both names if not given. */
  through?: Through | undefined;
  /** What refers to this model there: a property of the model between, or a column of the table. */
  foreignKey?: string | readonly string[] | undefined;
  /** What refers to the other model there. */
  otherKey?: string | readonly string[] | undefined;
}
