import type { Conflict } from "../statement/write.js";

/** Rows that are there already stay as they are. */
export const leaveAlone: Conflict = { rule: undefined, given: [], computed: [], counted: [] };
