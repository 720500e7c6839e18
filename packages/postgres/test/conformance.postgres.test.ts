import { createPostgresDatabase } from "@chakra-orm/testing";
import { runSuite } from "@chakra-orm/testing/suite";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { inject } from "vitest";
import { postgres } from "../src/index.js";
import { catalogue } from "./catalogue.js";

runSuite({
  dialect: postgres,
  catalogue,
  database: async () => ({ url: await createPostgresDatabase(inject("postgresUrl")) }),
});
