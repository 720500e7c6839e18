import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { beforeEach, expect } from "vitest";
import type { Suite } from "./suite.js";
import { empty, tables } from "./tables.js";

/** Counts its topics. */
export class Board extends Model {
  static table = "suite_boards";
  id = field.id();
  name = field.string(20, { default: "" });
  topicsCount = field.integer({ default: 0 });
  updatedAt = field.updatedAt();
  topics = oneToMany(() => Topic, { backPopulates: "board" });
}

/** Counts its replies, is counted by its board as long as it is not marked as deleted, and touches it. */
export class Topic extends Model {
  static table = "suite_topics";
  id = field.id();
  title = field.string(20, { default: "", unique: false });
  repliesCount = field.integer({ default: 0 });
  updatedAt = field.updatedAt();
  deletedAt = field.deletedAt();
  boardId = field.foreignKey(() => Board);
  board = manyToOne(() => Board, { backPopulates: "topics", counterCache: true, touch: true });
  replies = oneToMany(() => Reply, { backPopulates: "topic" });
}

/** Counts under a name of its own. */
export class Writer extends Model {
  static table = "suite_writers";
  id = field.id();
  written = field.bigInteger({ as: "number", default: 0 });
  replies = oneToMany(() => Reply, { backPopulates: "writer" });
}

/** Is counted twice over, if it belongs to a topic and to a writer. */
export class Reply extends Model {
  static table = "suite_replies";
  id = field.id();
  body = field.string(20, { default: "" });
  slug = field.string(20, { unique: true, nullable: true });
  topicId = field.foreignKey(() => Topic, { nullable: true, onDelete: "cascade" });
  topic = manyToOne(() => Topic, { backPopulates: "replies", nullable: true, counterCache: true, touch: true });
  writerId = field.foreignKey(() => Writer, { nullable: true });
  writer = manyToOne(() => Writer, { backPopulates: "replies", nullable: true, counterCache: "written" });
}

const forum = [Reply, Writer, Topic, Board] as const;

/** Makes the tables, which every test finds empty. */
export function withForum(suite: Suite): void {
  tables(suite, ...forum);
  beforeEach(async () => {
    for (const model of forum) await empty(model === Topic ? { all: () => Topic.withDeleted() } : model);
  });
}

/** Every count there is, by the rows themselves. */
export async function expectRightCounts(): Promise<void> {
  for (const board of await Board.all()) expect(board.topicsCount).toBe(await board.topics.count());
  for (const topic of await Topic.withDeleted()) expect(topic.repliesCount).toBe(await topic.replies.count());
  for (const writer of await Writer.all()) expect(writer.written).toBe(await writer.replies.count());
}
