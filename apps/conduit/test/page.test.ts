// The web page, in a real browser. Without one it is skipped, but never in CI.
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, launch, missingBrowser } from "./page/browser.js";
import { Visitor } from "./page/visitor.js";
import { type RunningServer, servers } from "./servers.js";

test.runIf(!hasBrowser && process.env["CI"])("there is a browser", () => {
  throw new Error(missingBrowser);
});

const title = hasBrowser ? "the page" : `the page (SKIPPED. ${missingBrowser})`;

describe.skipIf(!hasBrowser)(title, () => {
  let server: RunningServer;
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    server = await servers["Fastify"]!({ databaseUrl: "sqlite::memory:", seed: true });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(async () => {
    for (const { complaints } of visitors) expect(complaints).toEqual([]);
    await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
  });

  async function visit(options?: Parameters<typeof Visitor.arrive>[2]): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, server.url, options);
    visitors.push(visitor);
    return visitor;
  }

  test("shows articles, page by page and by tag", async () => {
    const reader = await visit();
    await reader.open();
    const first = await reader.texts(".preview h2");
    expect([first.length, first[0]]).toEqual([10, "Why I weigh water"]);
    await reader.link("Older →").click();
    await reader.page.getByText("Page 2 of 3").waitFor();
    const second = await reader.texts(".preview h2");
    expect(new Set([...first, ...second]).size).toBe(20);
    await reader.page.getByRole("list", { name: "All tags" }).getByText("baking", { exact: true }).click();
    await reader.page.locator(".tabs a[aria-current]", { hasText: "#baking" }).waitFor();
    for (const tags of await reader.texts(".preview .tags")) expect(tags).toContain("baking");
    await reader.link("The oven lies").click();
    await reader.shown("The oven lies");
    expect(await reader.texts(".full > .prose p")).toHaveLength(3);
    expect(await reader.texts(".comment")).toEqual([expect.stringContaining("Averages are where the trouble")]);
    expect(await reader.page.title()).toBe("The oven lies · Conduit");
  });

  test("tells mistakes at the fields that they are about", async () => {
    const guest = await visit();
    await guest.open("#/register");
    await guest.fill({ Name: "olga", "E-mail": "nowhere", Password: "short" }, "Sign up");
    await guest.page.locator(".error").getByText("E-mail must be an e-mail address.").waitFor();
    const email = guest.page.getByLabel("E-mail");
    expect(await email.getAttribute("aria-invalid")).toBe("true");
    expect(await guest.focused("name")).toBe("email");
    expect(await guest.texts(".error:not([hidden])")).toHaveLength(2);
    await guest.fill({ "E-mail": "free@example.com", Password: "long enough" }, "Sign up");
    await guest.page.locator(".error").getByText("Name has already been taken.").waitFor();
    await guest.open("#/login");
    await guest.fill({ "E-mail": "olga@conduit.example", Password: "not hers" }, "Log in");
    await guest.page.getByRole("alert").getByText("E-mail or password is wrong.").waitFor();
  });

  test("lets people sign up, write, change, like, comment, follow, and leave", async () => {
    const author = await visit();
    await author.open("#/editor");
    await author.shown("Log in");
    await author.signUp("Nora N.");
    await author.link("Write").click();
    await author.shown("Write an article");
    const draft = { Title: "On tin", Summary: "It bends", Text: "First.\n\nSecond.", Tags: "metal, tin" };
    await author.fill(draft, "Publish");
    await author.shown("On tin");
    expect(await author.texts(".full .tag")).toEqual(["metal", "tin"]);
    await author.link("Edit").click();
    await author.shown("Change an article");
    await author.fill({ Title: "On zinc" }, "Save changes");
    await author.shown("On zinc");
    expect(await author.texts(".full > .prose p")).toEqual(["First.", "Second."]);
    await author.button(/^Like/).click();
    await author.page.getByText("♥ 1").waitFor();
    await author.fill({ "Your comment": "My own" }, "Post comment");
    await author.page.locator(".comment").getByText("My own").waitFor();
    await author.button("Delete this comment").click();
    await author.page.locator(".comment").waitFor({ state: "detached" });

    await author.open("#/?feed=");
    await author.page.getByText("Nothing yet. Follow somebody").waitFor();
    await author.open("#/profile/marta");
    await author.button("Follow marta").click();
    await author.button("Following marta").waitFor();
    await author.open("#/?feed=");
    expect(new Set(await author.texts(".preview .byline a"))).toEqual(new Set(["marta"]));

    await author.link("Settings").click();
    await author.shown("Settings");
    await author.fill({ "About you": "Collects metals" }, "Save");
    await author.shown("Nora N.");
    await author.page.getByText("Collects metals").waitFor();
    await author.link("Likes").click();
    await author.page.locator(".tabs a[aria-current]", { hasText: "Likes" }).waitFor();
    expect(await author.texts(".preview h2")).toEqual(["On zinc"]);
    await author.link("On zinc").click();
    await author.button("Delete").click();
    await author.page.getByText("You have not written anything yet.").waitFor();
    await author.link("Settings").click();
    await author.button("Log out").click();
    await author.link("Log in").waitFor();
  });

  test("shows what people wrote as text, whatever it is", async () => {
    const attacker = await visit();
    const markup = "<img src=x onerror=hacked=1><script>hacked=1</script>";
    await attacker.signUp("<b>Eve</b>");
    await attacker.open("#/settings");
    await attacker.fill({ "About you": markup, Picture: "javascript:hacked=1" }, "Save");
    await attacker.shown("Eve");
    await attacker.open("#/editor");
    await attacker.fill({ Title: markup, Summary: markup, Text: markup, Tags: markup.slice(0, 28) }, "Publish");
    await attacker.shown("<img");
    await attacker.fill({ "Your comment": markup }, "Post comment");
    await attacker.page.locator(".comment").waitFor();
    for (const hash of [
      "",
      attacker.page.url().replace(/^.*#/, "#"),
      `#/profile/${encodeURIComponent("<b>Eve</b>")}`,
    ]) {
      await attacker.open(hash);
      expect(await attacker.page.getByText(markup, { exact: true }).count()).toBeGreaterThan(0);
      expect(await attacker.page.locator("main :is(img, script, b)").count()).toBe(0);
      expect(await attacker.page.evaluate("typeof hacked")).toBe("undefined");
    }
  });

  test("fits a phone, and the dark", async () => {
    const phone = await visit({ viewport: { width: 360, height: 700 }, colorScheme: "dark" });
    await phone.signUp("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww");
    for (const hash of ["", "#/article/the-oven-lies", "#/editor", "#/settings", "#/profile/marta", "#/nowhere"]) {
      await phone.open(hash);
      const width = await phone.page.evaluate("document.documentElement.scrollWidth");
      expect([hash, width]).toEqual([hash, 360]);
    }
    const paper = await phone.page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(paper).toBe("rgb(23, 22, 20)");
  });

  test("can be used without a mouse, and by ear", async () => {
    const reader = await visit();
    await reader.open();
    await reader.page.keyboard.press("Tab");
    expect(await reader.focused("textContent")).toBe("To the content");
    await reader.page.keyboard.press("Enter");
    expect(await reader.focused("id")).toBe("main");
    const [author = ""] = await reader.texts(".preview .byline a");
    const steps: unknown[] = [];
    while (steps.at(-1) !== author && steps.length < 5) {
      await reader.page.keyboard.press("Tab");
      steps.push(await reader.focused("textContent"));
    }
    expect(steps).toEqual(["Everything", author]);
    await reader.page.keyboard.press("Enter");
    await reader.shown(author);
    // Where one is now is told, and reading goes on from there.
    await reader.page.getByRole("status").getByText(`${author} · Conduit`).waitFor();
    expect(await reader.focused("id")).toBe("main");
    for (const hash of ["#/login", "#/register"]) {
      await reader.open(hash);
      const labels = await reader.page.evaluate(
        "[...document.querySelectorAll('input')].map((one) => one.labels.length)",
      );
      expect(new Set(labels as number[])).toEqual(new Set([1]));
    }
  });

  test("says so where there is nothing, or nobody answers", async () => {
    const reader = await visit();
    await reader.open("#/article/nowhere");
    await reader.shown("There is no such thing here");
    await reader.open("#/?tag=nothing");
    await reader.page.getByText("No article has this tag.").waitFor();
    await reader.page.route("**/api/**", (route) => route.fulfill({ status: 503, body: "<html>" }));
    await reader.link("conduit").click();
    await reader.page.getByText("The blog answered with 503.").waitFor();
    reader.complaints.splice(0);
  });

  test("may run no script but its own", async () => {
    const response = await fetch(server.url);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(await response.text()).not.toMatch(/https?:\/\//);
  });
});
