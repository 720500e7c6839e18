import { type Catalogue, rawRows } from "@chakra-orm/testing/suite";

const comments = `
  select coalesce(attname, ''), description
  from pg_description left join pg_attribute on attrelid = objoid and attnum = objsubid and objsubid > 0
  where classoid = 'pg_class'::regclass and objoid = to_regclass($1)`;

/** Looks into PostgreSQL's catalogue for the conformance suite. */
export const catalogue: Catalogue = {
  comments: async (db, table) => Object.fromEntries(await rawRows(db, comments, [quoted(table)])),
  indexes: async (db, table) => {
    const rows = await rawRows(db, "select indexname from pg_indexes where tablename = $1", [table]);
    return rows.map(([name]) => String(name));
  },
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
