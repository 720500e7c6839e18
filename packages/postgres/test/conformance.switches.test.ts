import { createPostgresDatabase } from "@chakra-orm/testing";
import { runSuite } from "@chakra-orm/testing/suite";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { inject } from "vitest";
import { postgres } from "../src/index.js";
import { catalogue } from "./catalogue.js";
import { switchesOff, whereSwitchesMatter } from "./switches-off.js";

runSuite({
  name: "postgres with its switches off",
  dialect: postgres,
  catalogue,
  database: async () => ({ ...switchesOff, url: await createPostgresDatabase(inject("postgresUrl")) }),
  only: whereSwitchesMatter,
});
