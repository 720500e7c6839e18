import { type Catalogue, rawRows } from "@chakra-orm/testing/suite";

/** Looks into SQLite's catalogue for the conformance suite. */
export const catalogue: Catalogue = {
  indexes: async (db, table) => {
    const rows = await rawRows(db, "select name from sqlite_master where type = 'index' and tbl_name = ?", [table]);
    return rows.map(([name]) => String(name));
  },
};
