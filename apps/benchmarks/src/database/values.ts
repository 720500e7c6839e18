import { commentOfRecord, fromCommentRow } from "./comment.js";
import { fromPostRow, postOfRecord } from "./post.js";
import { tagOfRecord } from "./tag.js";
import { fromRow, userOfRecord } from "./user.js";

/** How the values are read of what a peer gives that leaves the columns their names. */
export const valuesOfRows = {
  toUser: fromRow,
  toPost: fromPostRow,
  toComment: fromCommentRow,
  toTag: tagOfRecord,
} as const;

/** How the values are read of what a peer gives under the names that results are compared by. */
export const valuesOfRecords = {
  toUser: userOfRecord,
  toPost: postOfRecord,
  toComment: commentOfRecord,
  toTag: tagOfRecord,
} as const;
