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
}

/** Hands out blocks to the records of one result, in order. */
export class PeerGroup {
  private readonly blocks: WeakRef<Peers>[] = [];
  private block: Peers | undefined;

  /** The block that the next record belongs to, and is to be added to once it is made. */
  next(): Peers {
    if (this.block === undefined || this.block.records.length === blockSize) {
      this.block = { records: [], blocks: this.blocks };
      this.blocks.push(new WeakRef(this.block));
    }
    return this.block;
  }
}

/** The records of the same result that are still in use. */
export function peersOf(peers: Peers | undefined): object[] {
  if (peers === undefined) return [];
  return peers.blocks.flatMap((block) => block.deref()?.records ?? []);
}
