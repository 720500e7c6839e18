import type { StandardSchemaV1 } from "@standard-schema/spec";
import { field, Model, manyToOne, oneToMany } from "../../src/index.js";
import type { All, Equal } from "./equal.js";

class Maker extends Model {
  id = field.id();
  name = field.string(20);
  things = oneToMany(() => Thing, { backPopulates: "maker" });
}

class Thing extends Model {
  id = field.id();
  name = field.string(20);
  size = field.integer({ nullable: true });
  price = field.decimal(8, 2, { default: "0" });
  createdAt = field.createdAt();
  makerId = field.foreignKey(() => Maker);
  maker = manyToOne(() => Maker, { backPopulates: "things" });
}

const create = Thing.inputSchema("create");
const some = Thing.inputSchema("create", { only: ["name", "size"] });
const update = Thing.inputSchema("update", { only: ["name", "size"] });

type Of<S extends StandardSchemaV1> = StandardSchemaV1.InferOutput<S>;
type Whole = Of<typeof create>;
type Simple<T> = { [K in keyof T]: T[K] };

export type Cases = All<
  [
    Equal<keyof Whole, "id" | "name" | "size" | "price" | "makerId">,
    Equal<Whole["name"], string>,
    Equal<Whole["makerId"], number>,
    Equal<Whole["size"], number | null | undefined>,
    Equal<Simple<Of<typeof some>>, { name: string; size?: number | null | undefined }>,
    Equal<Simple<Of<typeof update>>, { name?: string | undefined; size?: number | null | undefined }>,
    Equal<StandardSchemaV1.InferOutput<typeof Thing>, Record<string, unknown>>,
  ]
>;

/** What a schema gives is what `create` and `update` take. */
export async function use(thing: Thing, input: unknown): Promise<void> {
  const made = await create["~standard"].validate(input);
  if (made.issues === undefined) await Thing.create(made.value);
  const part = await some["~standard"].validate(input);
  if (part.issues === undefined) await Thing.create({ ...part.value, makerId: 1 });
  const changed = await update["~standard"].validate(input);
  if (changed.issues === undefined) await thing.update(changed.value);
}

// @ts-expect-error a relation is no column
Thing.inputSchema("create", { only: ["maker"] });
// @ts-expect-error nothing is read from outside
Thing.inputSchema("read");
// @ts-expect-error an unknown property
Thing.jsonSchema("create", { only: ["nam"] });
