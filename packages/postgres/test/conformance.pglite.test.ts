import { runSuite } from "@chakra-orm/testing/suite";
import { afterAll } from "vitest";
import { catalogue } from "./catalogue.js";
import { reusedPglite } from "./pglite/reused.js";

const { dialect, end } = reusedPglite();

runSuite({ dialect, catalogue, database: () => ({ driver: {} }) });

afterAll(end);
