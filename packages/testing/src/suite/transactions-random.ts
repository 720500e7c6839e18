import { field, Model, SerializationError } from "@chakra-orm/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";
import { type Block, gone, type Program, programs, Reference, records, type Step } from "./kit/transaction-model.js";

class Row extends Model {
  static table = "suite_transactions_random";
  id = field.id();
  name = field.string(20, { unique: true });
}

class Planned extends Error {}

/** Gives the same labels for the same run of a program. */
function labels(): () => string {
  let last = 0;
  return () => `n${++last}`;
}

/** A program that is run on the database. */
class Run {
  readonly heard: string[] = [];
  readonly records: Row[] = [];
  private readonly suite: Suite;
  private readonly label = labels();

  constructor(suite: Suite) {
    this.suite = suite;
    for (let i = 0; i < records; i++) this.records.push(new Row());
  }

  /** Gives whether the program fails. */
  async run({ block, conflicts }: Program): Promise<boolean> {
    const work = async ({ attempt }: { attempt: number }) => {
      await this.steps(block.steps);
      if (attempt <= conflicts) throw new SerializationError("planned");
      if (block.fails) throw new Planned();
    };
    try {
      await this.suite.db.transaction(work, { retries: conflicts });
      return false;
    } catch (error) {
      this.check(error);
      return true;
    }
  }

  /** What fails must be what was to fail. */
  private check(error: unknown): void {
    const { code, cause } = error as { code?: string; cause?: unknown };
    if (error instanceof Planned || code === "SERIALIZATION") return;
    if (code !== "TRANSACTION" || cause === undefined) throw error;
    this.check(cause);
  }

  private async steps(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.step(step);
  }

  private async step(step: Step): Promise<void> {
    switch (step.kind) {
      case "block":
        return this.block(step);
      case "parallel":
        await Promise.all(step.blocks.map((block) => this.block({ ...block, propagation: "nested", caught: true })));
        return;
      case "insert":
        await Row.create({ name: this.label() });
        return;
      case "hooks": {
        const name = this.label();
        this.suite.db.afterCommit(() => this.heard.push(`${name} committed`));
        this.suite.db.afterRollback(() => this.heard.push(`${name} rolled back`));
        return;
      }
      default:
        return this.change(step.kind, step.record);
    }
  }

  private async change(kind: "save" | "drop", place: number): Promise<void> {
    const record = this.records[place] as Row;
    const name = this.label();
    if (kind === "save") await unlessGone(() => record.update({ name }));
    else if (!record.$isNew) await record.destroy();
  }

  private async block({ propagation, steps, fails, caught }: Block): Promise<void> {
    const work = async () => {
      await this.steps(steps);
      if (fails) throw new Planned();
    };
    try {
      await this.suite.db.transaction(work, { propagation });
    } catch (error) {
      this.check(error);
      if (!caught) throw error;
    }
  }
}

/** A record that was deleted says so. */
async function unlessGone(save: () => Promise<unknown>): Promise<boolean> {
  try {
    await save();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== "STALE_RECORD") throw error;
    return false;
  }
}

/** Random programs of transactions, against a model in which each is a copy of what is there. */
export function randomTransactions(suite: Suite): void {
  tables(suite, Row);
  // A database in the same thread is done with a thousand while one on a wire is done with a hundred.
  const numRuns = suite.capabilities.failuresStayAlone ? 1000 : 150;

  test.each([1, 2])("leave behind what the model says, and call each callback once, part %i", async () => {
    const property = fc.asyncProperty(programs, async (list) => {
      await Row.where({}).delete();
      const run = new Run(suite);
      const reference = new Reference(labels());
      for (const program of list) {
        expect(await run.run(program)).toBe(reference.run(program));
        expect(new Set(await Row.pluck("name"))).toEqual(reference.state.rows);
        expect(run.heard).toEqual(reference.heard);
      }
      expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
      await agree(run.records, reference.state.records);
    });
    await fc.assert(property, { numRuns });
  });
}

/** A record is new, saved or deleted as the model says, has what its row has if it is unchanged, and can be saved. */
async function agree(all: readonly Row[], expected: Reference["state"]["records"]): Promise<void> {
  for (const [i, record] of all.entries()) {
    const [name, isNew] = [expected[i], record.$isNew];
    if (typeof name === "string") {
      expect(await Row.find(record.id)).toMatchObject({ name: record.$original["name"] });
      if (!record.$isDirty) expect(record.name).toBe(name);
    }
    expect(isNew).toBe(name === undefined);
    expect(await unlessGone(() => record.update({ name: `last ${i}` }))).toBe(name !== gone);
    expect(await Row.where({ name: `last ${i}` }).count()).toBe(name === gone ? 0 : 1);
  }
}
