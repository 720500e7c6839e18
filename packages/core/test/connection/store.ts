import type { Driver, DriverConnection, DriverRequest, DriverResult } from "../../src/dialect/driver.js";

/** A database of one list: what is inserted is appended to it, and savepoints can take it back. */
export class Store implements Driver {
  committed: unknown[] = [];
  /** Transactions and savepoints that are open, in all sessions. */
  open = 0;
  /** What was sent, by round trip. */
  trips: string[] = [];
  /** A statement without values that is refused, by its first word. */
  refused: string | undefined;
  readonly pipelines: boolean;

  /** `leads`: what begins a transaction can go with the first statement in it. */
  constructor({ leads = false } = {}) {
    this.pipelines = leads;
  }

  async connect(): Promise<DriverConnection> {
    return new Session(this);
  }

  async close(): Promise<void> {}
}

class Session implements DriverConnection {
  usable = true;
  readonly runAfter?: NonNullable<DriverConnection["runAfter"]>;
  private readonly store: Store;
  /** The list as it was at BEGIN and at each savepoint. */
  private readonly saved: { readonly name: string; readonly before: readonly unknown[] }[] = [];
  private rows: unknown[] = [];

  constructor(store: Store) {
    this.store = store;
    if (!store.pipelines) return;
    this.runAfter = async (statements, request, ran) => {
      store.trips.push([...statements, "run"].join("; "));
      for (const statement of statements) await this.control(statement);
      ran();
      return this.insert(request);
    };
  }

  async run(request: DriverRequest): Promise<DriverResult> {
    this.store.trips.push("run");
    return this.insert(request);
  }

  private async insert({ values }: DriverRequest): Promise<DriverResult> {
    await Promise.resolve();
    const inside = this.saved.length > 0;
    (inside ? this.rows : this.store.committed).push(...values);
    return { rows: [[1]], affected: 1 };
  }

  async execute(text: string): Promise<void> {
    this.store.trips.push(text);
    for (const statement of text.split("; ")) await this.control(statement);
  }

  async close(): Promise<void> {
    this.usable = false;
  }

  private async control(statement: string): Promise<void> {
    await Promise.resolve();
    const [verb, ...rest] = statement.split(" ");
    if (verb === this.store.refused) throw new Error(`${verb} was refused`);
    // Servers only warn of this, after a BEGIN that failed.
    if (verb === "rollback" && this.saved.length === 0 && this.store.refused === "begin") return;
    const name = rest.at(-1) ?? "";
    if (verb === "begin") this.begin("", [...this.store.committed]);
    else if (verb === "savepoint") this.begin(name, [...this.rows]);
    else if (verb === "release") this.end(name);
    else if (verb === "rollback" && rest[0] === "to") this.rows = [...this.top(name).before];
    else if (verb === "rollback") this.end("");
    else if (verb === "commit") {
      this.end("");
      this.store.committed = this.rows;
    }
  }

  private begin(name: string, before: readonly unknown[]): void {
    if ((name === "") !== (this.saved.length === 0)) throw new Error(`${name || "begin"} in the wrong place`);
    this.saved.push({ name, before });
    this.rows = [...before];
    this.store.open++;
  }

  private end(name: string): void {
    this.top(name);
    this.saved.pop();
    this.store.open--;
  }

  private top(name: string) {
    const top = this.saved.at(-1);
    if (top?.name !== name) throw new Error(`${name || "the transaction"} is not the innermost: ${top?.name}`);
    return top;
  }
}
