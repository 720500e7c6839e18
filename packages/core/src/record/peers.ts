/** As many records as one that is kept may keep alive with it. */
const blockSize = 32;

/**
 * A few of the records of one result, and the way to the others. A record holds its block, so that what a loop has in
 * hand finds its neighbours; blocks know of each other weakly, so that one record kept for long does not keep the ten
 * thousand that came with it.
 */
export interface Peers {
  readonly records: object[];
  readonly blocks: WeakRef<Peers>[];
  /** A weak reference to this block. */
  readonly self: WeakRef<Peers>;
}

/** Hands out blocks to the records of one result, in order. */
export class PeerGroup {
  private readonly blocks: WeakRef<Peers>[] = [];
  private block: Peers | undefined;

  /** The block that the next record belongs to, and is to be added to once it is made. */
  next(): Peers {
    if (this.block === undefined || this.block.records.length === blockSize) {
      this.block = new Block(this.blocks);
      this.blocks.push(this.block.self);
    }
    return this.block;
  }
}

class Block implements Peers {
  readonly records: object[] = [];
  readonly blocks: WeakRef<Peers>[];
  readonly self: WeakRef<Peers>;

  constructor(blocks: WeakRef<Peers>[]) {
    this.blocks = blocks;
    this.self = new WeakRef<Peers>(this);
  }
}

/** All records that came in one result with one of these, and are still in use. */
export function peersOf(asked: Iterable<Peers | undefined>): object[] {
  // By result: of ten thousand records that ask at once, each would otherwise go through all ten thousand.
  const results = new Set<readonly WeakRef<Peers>[]>();
  for (const peers of asked) if (peers !== undefined) results.add(peers.blocks);
  return [...results].flatMap((blocks) => blocks.flatMap((block) => block.deref()?.records ?? []));
}
