import { behaviourNames, runSuite } from "@chakra-orm/testing/suite";
import { afterAll } from "vitest";
import { catalogue } from "./catalogue.js";
import { reusedPglite } from "./pglite/reused.js";

const { dialect, end } = reusedPglite();

// PGlite is PostgreSQL behind another driver: what random statements mean is shown on the server.
const ofADriver = ["random transactions", "random JSON", "simultaneous saves, random"];

runSuite({
  dialect,
  catalogue,
  database: () => ({ driver: {} }),
  except: behaviourNames.filter((name) => name.includes("random") && !ofADriver.includes(name)),
});

afterAll(end);
