import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where a Chromium may be: where `CHROMIUM` says, where Playwright keeps its own, where systems have theirs. */
function places(): string[] {
  return [
    ...(process.env["CHROMIUM"] ? [process.env["CHROMIUM"]] : []),
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ];
}

const executablePath = places().find((place) => place !== "" && existsSync(place));

/** Whether there is a browser to test with. */
export const hasBrowser = executablePath !== undefined;

export const missingBrowser =
  "The page is tested in Chromium, which was not found. Install it (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium), or say where it is with CHROMIUM=/path/to/it.";

/** A browser without a window that asks nobody but this machine. */
export function launch(): Promise<Browser> {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return chromium.launch({
    executablePath: executablePath ?? "",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", ...quiet],
  });
}
