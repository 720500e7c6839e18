import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { empty } from "./tables.js";

/** Holds entries of all kinds. */
export class Ledger extends Model {
  static table = "suite_ledgers";
  id = field.id();
  name = field.string(20);
  entries = oneToMany(() => Entry, { backPopulates: "ledger" });
}

/** A line with amounts of every type of number; its class has private parts, an initialiser and a method. */
export class Entry extends Model {
  static table = "suite_entries";
  #looks = 0;
  id = field.id();
  label = field.string(20);
  kind = field.string(10, { nullable: true });
  count = field.integer({ nullable: true });
  large = field.bigInteger({ nullable: true });
  amount = field.decimal(12, 2, { nullable: true });
  weight = field.float({ nullable: true });
  facts = field.json<{ note?: string }>({ default: () => ({}) });
  day = field.date({ nullable: true });
  version = field.version();
  updatedAt = field.updatedAt();
  ledgerId = field.foreignKey(() => Ledger, { nullable: true, onDelete: "cascade" });
  ledger = manyToOne(() => Ledger, { backPopulates: "entries", nullable: true });

  /** Counts how often it was asked. */
  look(): string {
    this.#looks++;
    return `${this.label}, looked at ${this.#looks} times`;
  }
}

/** Stays in its table when it is deleted; a class with a constructor of its own. */
export class Draft extends Model {
  static table = "suite_drafts";
  made: string;
  id = field.id();
  title = field.string(20);
  words = field.integer({ default: 0 });
  deletedAt = field.deletedAt();
  updatedAt = field.updatedAt();

  constructor(attributes?: { title?: string; words?: number }) {
    super(attributes);
    this.made = "by its constructor";
  }
}

/** What `tables` makes for the ledgers. */
export const ledgerModels = [Ledger, Entry, Draft] as const;

/** Two ledgers: rent and food in the first, nothing but an entry of no kind in the second, and one entry in none. */
export async function seedLedgers(): Promise<void> {
  await empty(Ledger);
  await empty(Entry);
  await empty(Draft.withDeleted());
  const [home, work] = [await Ledger.create({ name: "home" }), await Ledger.create({ name: "work" })];
  await Ledger.create({ name: "empty" });
  const entries = [
    ["rent 1", "rent", 1, 9007199254740993n, "700.10", 0.5, "2024-01-31", home.id],
    ["rent 2", "rent", 2, 2n, "700.20", 1.5, "2024-02-29", home.id],
    ["food 1", "food", 3, 3n, "9.95", 2.5, "2024-02-01", home.id],
    ["other", null, 4, null, "0.01", null, null, work.id],
    ["nothing", null, null, null, null, null, null, null],
  ] as const;
  for (const [label, kind, count, large, amount, weight, day, ledgerId] of entries) {
    await Entry.create({ label, kind, count, large, amount, weight, day, ledgerId });
  }
  for (const words of [10, 20, 30]) await Draft.create({ title: `draft ${words}`, words });
}
