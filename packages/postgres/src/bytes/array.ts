/** The values of one column, for a list that is bound as one array. */
type Values<V> = readonly (V | null)[];

/** Writes an array in the server's binary form; `undefined` where a value has no such form, so that text has to do. */
export type ArrayWriter<V> = (values: Values<V>) => Uint8Array | undefined;

/** Of an array: dimensions, whether there are NULLs, type of the members, their number, the index of the first. */
const headSize = 20;

/** Up to here, room is made for the longest that texts could get; beyond, their bytes are counted first. */
const smallText = 100_000;

/** The milliseconds of 2000-01-01, where PostgreSQL's time begins, after those of 1970. */
const epoch = 946_684_800_000;

/** Milliseconds from there whose microseconds a number counts exactly. */
const exactMilliseconds = Math.floor(Number.MAX_SAFE_INTEGER / 1000);

/**
 * The numbers of the types are those of `pg_type.dat`, the same on every server. Members have to be of exactly the type
 * that the statement gives its parameter. https://www.postgresql.org/docs/current/protocol-overview.html
 */
export const int16Array = fixed<number>(21, 2, (to, at, value) => {
  to.setInt16(at, value);
  return (value << 16) >> 16 === value;
});

/** `integer[]` */
export const int32Array = fixed<number>(23, 4, (to, at, value) => {
  to.setInt32(at, value);
  return (value | 0) === value;
});

/** `bigint[]` of numbers. */
export const int64Array = fixed<number>(20, 8, (to, at, value) => {
  writeInt64(to, at, value);
  return Number.isSafeInteger(value);
});

/** `bigint[]` of bigints. */
export const bigintArray = fixed<bigint>(20, 8, (to, at, value) => {
  if (typeof value !== "bigint") return false;
  to.setBigInt64(at, value);
  return BigInt.asIntN(64, value) === value;
});

/** `double precision[]` */
export const doubleArray = fixed<number>(701, 8, (to, at, value) => {
  to.setFloat64(at, value);
  return typeof value === "number";
});

/** `boolean[]` */
export const booleanArray = fixed<boolean>(16, 1, (to, at, value) => {
  to.setInt8(at, value ? 1 : 0);
  return typeof value === "boolean";
});

/** `timestamptz[]`: microseconds since 2000. */
export const instantArray = fixed<Date>(1184, 8, (to, at, value) => {
  const milliseconds = value.getTime() - epoch;
  if (Math.abs(milliseconds) <= exactMilliseconds) writeInt64(to, at, milliseconds * 1000);
  else if (!Number.isNaN(milliseconds)) to.setBigInt64(at, BigInt(milliseconds) * 1000n);
  return !Number.isNaN(milliseconds);
});

/** `text[]` */
export const textArray = texts(25);

/** `character[]` */
export const charArray = texts(1042);

/** `bytea[]` */
export const bytesArray: ArrayWriter<Uint8Array> = (values) => {
  let size = headSize + 4 * values.length;
  for (const value of values) size += value?.length ?? 0;
  const bytes = Buffer.allocUnsafe(size);
  let hasNull = false;
  let at = headSize;
  for (const value of values) {
    if (value === null) {
      hasNull = true;
      at = bytes.writeInt32BE(-1, at);
    } else {
      at = bytes.writeInt32BE(value.length, at);
      bytes.set(value, at);
      at += value.length;
    }
  }
  return headed(bytes, 17, values.length, hasNull);
};

/** Of members that have one size. `write` tells whether the value is one that the type holds. */
function fixed<V>(type: number, size: number, write: (to: DataView, at: number, value: V) => boolean): ArrayWriter<V> {
  return (values) => {
    const bytes = Buffer.allocUnsafe(headSize + (4 + size) * values.length);
    const to = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let hasNull = false;
    let at = headSize;
    for (const value of values) {
      to.setInt32(at, value === null ? -1 : size);
      at += 4;
      if (value === null) hasNull = true;
      else if (write(to, at, value)) at += size;
      else return undefined;
    }
    return headed(bytes.subarray(0, at), type, values.length, hasNull);
  };
}

function texts(type: number): ArrayWriter<string> {
  return (values) => {
    const bytes = Buffer.allocUnsafe(headSize + 4 * values.length + roomOf(values));
    let hasNull = false;
    let at = headSize;
    for (const value of values) {
      if (value === null) {
        hasNull = true;
        at = bytes.writeInt32BE(-1, at);
      } else if (typeof value === "string") {
        const size = bytes.write(value, at + 4);
        at = bytes.writeInt32BE(size, at) + size;
      } else return undefined;
    }
    return headed(bytes.subarray(0, at), type, values.length, hasNull);
  };
}

/** Bytes for all of these texts, at most three for each unit of UTF-16. */
function roomOf(values: Values<string>): number {
  let room = 0;
  for (const value of values) room += 3 * (value?.length ?? 0);
  if (room <= smallText) return room;
  room = 0;
  for (const value of values) room += typeof value === "string" ? Buffer.byteLength(value) : 0;
  return room;
}

/** In two halves, as 32-bit integers, which is several times as fast as by a bigint. */
function writeInt64(to: DataView, at: number, value: number): void {
  to.setInt32(at, Math.floor(value / 2 ** 32));
  to.setInt32(at + 4, value);
}

/** Puts in front what all arrays begin with; an empty one has no dimension. */
function headed(bytes: Buffer, type: number, count: number, hasNull: boolean): Uint8Array {
  bytes.writeInt32BE(count === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(hasNull ? 1 : 0, 4);
  bytes.writeInt32BE(type, 8);
  if (count === 0) return bytes.subarray(0, 12);
  bytes.writeInt32BE(count, 12);
  bytes.writeInt32BE(1, 16);
  return bytes;
}
