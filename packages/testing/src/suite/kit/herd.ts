import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";

/** Where beasts live; some live nowhere. */
export class Stable extends Model {
  static table = "suite_stables";
  id = field.id();
  name = field.string(20);
  rank = field.decimal(6, 2, { nullable: true });
  beasts = oneToMany(() => Beast, { backPopulates: "stable" });
}

/** A column of every kind that has an order, most of them often NULL and often equal. */
export class Beast extends Model {
  static table = "suite_beasts";
  id = field.id();
  name = field.string(40);
  legs = field.integer({ nullable: true });
  weight = field.decimal(8, 2, { nullable: true });
  speed = field.float({ nullable: true });
  tame = field.boolean({ nullable: true });
  kind = field.enum(["bird", "cat", "fish"], { nullable: true });
  born = field.date({ nullable: true });
  wakes = field.time({ nullable: true });
  seenAt = field.dateTime({ nullable: true });
  chip = field.bigInteger({ nullable: true });
  mark = field.uuid({ nullable: true });
  seal = field.binary({ nullable: true });
  stableId = field.foreignKey(() => Stable, { nullable: true });
  stable = manyToOne(() => Stable, { backPopulates: "beasts", nullable: true });
}

const names = ["ada", "Ada", "Äda", "🐈 cat", "it's", "", "100%", 'a"b\\c'];
const stamp = (i: number): Date => new Date(Date.UTC(2020, i % 3, 1 + (i % 2), 0, 0, 0, i % 4));

/** One of a few values, or none. */
const some = <V>(i: number, every: number, values: readonly V[]): V | null =>
  i % every === 0 ? null : (values[i % values.length] as V);

/** The rows, in no order that any column has. */
export const herd = Array.from({ length: 24 }, (_, n) => (n * 7) % 24).map((i) => ({
  name: names[i % names.length] as string,
  legs: some(i, 5, [4, 2, 0, -3]),
  weight: some(i, 4, ["10.00", "9.50", "-0.05", "0.00", "100.25"]),
  speed: some(i, 6, [0.1, 1e21, -1.5, 0, 5e-324]),
  tame: some(i, 3, [true, false]),
  kind: some(i, 7, ["fish", "bird", "cat"] as const),
  born: some(i, 4, ["2020-02-29", "1999-12-31", "2020-01-01"]),
  wakes: some(i, 5, ["06:00:00", "23:59:59.5", "06:00:00.000001"]),
  seenAt: i % 5 === 0 ? null : stamp(i),
  chip: some(i, 6, [9007199254740993n, -1n, 9007199254740992n]),
  mark: some(i, 3, ["00000000-0000-4000-8000-000000000001", "ffffffff-ffff-4fff-8fff-ffffffffffff"]),
  seal: some(i, 4, [new Uint8Array([0, 255]), new Uint8Array([]), new Uint8Array([128])]),
  stableId: some(i, 5, [1, 2, 3, 4]),
}));

/** The stables, by id from 1 on. */
export const stables = [
  { name: "north", rank: "10.00" },
  { name: "south", rank: "9.50" },
  { name: "north", rank: null },
  { name: "east", rank: "-1.00" },
];

/** Fills both tables, which are there already. */
export async function fillHerd(): Promise<void> {
  for (const stable of stables) await Stable.create(stable);
  for (const beast of herd) await Beast.create(beast);
}
