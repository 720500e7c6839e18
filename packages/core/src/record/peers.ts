/** As many records as one that is kept may keep alive with it. */
const blockSize = 32;

/** What records share that came together: one for several of them, so that none has to hold all of it. */
export interface Company {
  /** The database that they came from and go back to; none as long as they are new. */
  readonly home: object | undefined;
  /** What is loaded lazily for one of them is loaded for these too. Absent where there is nothing to be gained. */
  readonly peers: Peers | undefined;
}

/**
 * A few of the records of one result, and the way to the others. A record holds its block, so that what a loop has in
 * hand finds its neighbours; blocks know of each other weakly, so that one record kept for long does not keep the ten
 * thousand that came with it.
 */
export interface Peers {
  /** As many places as there may be records. */
  readonly records: readonly (object | undefined)[];
  readonly blocks: WeakRef<Peers>[];
  /** A weak reference to this block. */
  readonly self: WeakRef<Peers>;
}

/** Hands out to the records of one result, in order, what they share. */
export class Group {
  private readonly home: object;
  /** As many records as are still to come, if that is known. */
  private left: number;
  private readonly blocks: WeakRef<Peers>[] | undefined;
  private current: Shared;

  /** Those of one record, or of a model without relations, have nothing to load for each other: `expected` is 0 for it. */
  constructor(home: object, expected: number) {
    this.home = home;
    this.left = expected;
    this.blocks = expected > 1 ? (arrayOf(0) as WeakRef<Peers>[]) : undefined;
    this.current = this.begin();
  }

  /** What the next record shares with others, and is to be added to once it is made. */
  next(): Shared {
    if (this.current.isFull) this.current = this.begin();
    return this.current;
  }

  private begin(): Shared {
    if (this.blocks === undefined) return new Shared(this.home, undefined);
    const size = Math.max(1, Math.min(this.left, blockSize));
    this.left -= size;
    const block = new Block(this.blocks, size);
    this.blocks.push(block.self);
    return new Shared(this.home, block);
  }
}

class Shared implements Company {
  readonly home: object | undefined;
  readonly peers: Block | undefined;

  constructor(home: object | undefined, peers: Block | undefined) {
    this.home = home;
    this.peers = peers;
  }

  get isFull(): boolean {
    const { peers } = this;
    return peers !== undefined && peers.count === peers.records.length;
  }

  add(record: object): void {
    const { peers } = this;
    if (peers !== undefined) peers.records[peers.count++] = record;
  }
}

class Block implements Peers {
  readonly records: (object | undefined)[];
  count = 0;
  readonly blocks: WeakRef<Peers>[];
  readonly self: WeakRef<Peers>;

  constructor(blocks: WeakRef<Peers>[], size: number) {
    this.records = arrayOf(size);
    this.blocks = blocks;
    this.self = new WeakRef<Peers>(this);
  }
}

const template: readonly undefined[] = new Array(blockSize).fill(undefined);

/**
 * An empty array, copied. Of `[]` and `new Array` V8 counts how many live on, and soon makes those of that place among
 * the old objects right away: there, those of a result that nobody has any more keep its records from being collected
 * with the young ones, and each list is copied twice for nothing.
 */
function arrayOf<T>(size: number): (T | undefined)[] {
  return template.slice(0, size);
}

const nowhere: Company = { home: undefined, peers: undefined };
const alone = new WeakMap<object, Company>();

/** For a record that came with no others. */
export function aloneIn(home: object | undefined): Company {
  if (home === undefined) return nowhere;
  let company = alone.get(home);
  if (company === undefined) {
    company = { home, peers: undefined };
    alone.set(home, company);
  }
  return company;
}

/** All records that came in one result with one of these, and are still in use. */
export function peersOf(asked: Iterable<Peers | undefined>): object[] {
  // By result: of ten thousand records that ask at once, each would otherwise go through all ten thousand.
  const results = new Set<readonly WeakRef<Peers>[]>();
  for (const peers of asked) if (peers !== undefined) results.add(peers.blocks);
  const blocks = [...results].flat();
  return blocks.flatMap((block) => block.deref()?.records ?? []).filter((record) => record !== undefined);
}
