import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Where results are written. */
export const results = fileURLToPath(new URL("../results", import.meta.url));
