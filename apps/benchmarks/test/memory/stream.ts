import { connect } from "@chakra-orm/core";
import { Note, Writer } from "./rows.js";

/** What this process tells the one that started it. */
export interface Measured {
  readonly rows: number;
  readonly views: number;
  /** Bytes of the process before the stream. */
  readonly idle: number;
  /** The most that were seen. */
  readonly peak: number;
}

const [url = "", query = "stream"] = process.argv.slice(2);
const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error("Start this with --expose-gc.");

const db = await connect(url, { models: [Writer, Note] });
// What is made once, and is there however few rows are read: code, plans, the connection.
for await (const _ of Note.all().limit(2000).with("writer").stream());
collect();
const idle = process.memoryUsage().rss;
let [rows, views, peak] = [0, 0, idle];
const look = (): void => {
  if (rows % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
};
if (query === "stream") {
  for await (const note of Note.orderBy("-id").with("writer").stream()) {
    rows++;
    views += note.writer.name.length > 0 ? note.views : 0;
    look();
  }
} else {
  const all = await Note.all().with("writer");
  for (const note of all) {
    rows++;
    views += note.views;
    look();
  }
}
await db.close();
const measured: Measured = { rows, views, idle, peak };
process.send?.(measured);
