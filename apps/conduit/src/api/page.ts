import { fileURLToPath } from "node:url";

/** The folder of the web page: plain files, served as they are. */
export const pageFolder = fileURLToPath(new URL("../../public", import.meta.url));

/**
 * What browsers are told about the page. It runs its own scripts and no other, so that even markup that slipped in would
 * do nothing, and pictures may come from everywhere.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: http:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  // Asked for anew each time, and sent only when it has changed.
  "cache-control": "no-cache",
};
