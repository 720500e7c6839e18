import { connect, field, Model } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import { expect, inject, test } from "vitest";

class Started extends Model {
  static table = "started_at_once";
  id = field.id();
}

test("programs that start at once on an empty database make its tables once", async () => {
  const url = await createPostgresDatabase(inject("postgresUrl"));
  const databases = await Promise.all(
    Array.from({ length: 6 }, (_, i) => connect(url, { name: `start ${i}`, models: [Started] })),
  );
  await Promise.all(databases.map((db) => db.createTables({ ifNotExists: true })));
  expect(await databases[0]?.use(() => Started.count())).toBe(0);
  await Promise.all(databases.map((db) => db.close()));
});
