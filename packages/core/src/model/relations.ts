import type { ModelConstructor } from "../fields/foreign-key.js";
import { relationBuilder } from "../fields/relation.js";
import type { ToMany, ToManyThrough, ToOne, ToOneBy, ToOneOf, ToOneOfBy } from "../query/related.js";

type OrNull<T, N> = N extends true ? T | null : T;

interface ManyToOneOptions<N extends boolean, F extends string> {
  backPopulates?: string;
  foreignKey?: F | readonly F[];
  nullable?: N;
  through?: string;
  source?: string;
  counterCache?: true | string;
  touch?: boolean;
}
interface PolymorphicOptions<N extends boolean, F extends string, Y extends string> {
  foreignKey?: F;
  typeField?: Y;
  nullable?: N;
  touch?: boolean;
}
interface ManyToOneBuilder {
  <T, N extends boolean = false, F extends string = never>(
    target: () => ModelConstructor<T>,
    options?: ManyToOneOptions<N, F>,
  ): [F] extends [never] ? ToOne<OrNull<T, N>> : ToOneBy<OrNull<T, N>, F>;
  <
    C extends readonly ModelConstructor<object>[],
    N extends boolean = false,
    F extends string = never,
    Y extends string = never,
  >(
    target: () => C,
    options?: PolymorphicOptions<N, F, Y>,
  ): [F | Y] extends [never]
    ? ToOneOf<OrNull<InstanceType<C[number]>, N>>
    : ToOneOfBy<OrNull<InstanceType<C[number]>, N>, F | Y>;
}
interface OneToOneOptions<N extends boolean, F extends string, L> {
  backPopulates?: string;
  foreignKey?: F | readonly F[];
  nullable?: N;
  through?: string;
  source?: string;
  latestBy?: L;
  touch?: boolean;
}
type OneToOneBuilder = <T, N extends boolean = false, F extends string = never, L extends string = never>(
  target: () => ModelConstructor<T>,
  options?: OneToOneOptions<N, F, L>,
) => [F] extends [never]
  ? ToOne<OrNull<T, [L] extends [never] ? N : true>>
  : ToOneBy<OrNull<T, [L] extends [never] ? N : true>, F>;
interface OneToManyOptions {
  backPopulates?: string;
  foreignKey?: string | readonly string[];
  through?: string;
  source?: string;
}
type OneToManyBuilder = <T>(target: () => ModelConstructor<T>, options?: OneToManyOptions) => ToMany<T>;
interface ManyToManyOptions<Through> {
  backPopulates?: string;
  through?: Through;
  foreignKey?: string | readonly string[];
  otherKey?: string | readonly string[];
}
interface ManyToManyBuilder {
  <T>(target: () => ModelConstructor<T>, options?: ManyToManyOptions<string>): ToMany<T>;
  <T, J>(target: () => ModelConstructor<T>, options: ManyToManyOptions<() => ModelConstructor<J>>): ToManyThrough<T, J>;
}

export const manyToOne = relationBuilder<ManyToOneBuilder>("manyToOne");
export const oneToOne = relationBuilder<OneToOneBuilder>("oneToOne");
export const oneToMany = relationBuilder<OneToManyBuilder>("oneToMany");
export const manyToMany = relationBuilder<ManyToManyBuilder>("manyToMany");
