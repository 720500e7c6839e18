import { sqlite } from "@chakra-orm/sqlite";
import { runSuite } from "@chakra-orm/testing/suite";
import { catalogue } from "./catalogue.js";

runSuite({
  name: "sqlite in memory",
  dialect: sqlite,
  catalogue,
  database: () => ({ url: "sqlite::memory:" }),
});
