import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** Somebody who looks at the page, in a browser session of their own. */
export class Visitor {
  readonly page: Page;
  /** What the browser complained about: scripts that failed, what the policy forbade, what could not be loaded. */
  readonly complaints: string[] = [];
  readonly #url: string;

  private constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      // Refused requests are part of what is tested; the browser reports them, too.
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) this.complaints.push(message.text());
    });
    page.on("dialog", (dialog) => {
      if (dialog.type() !== "confirm") this.complaints.push(`dialog ${dialog.message()}`);
      dialog.accept().catch(() => undefined);
    });
  }

  static async arrive(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
    const page = await browser.newPage({ locale: "en-GB", ...options });
    page.setDefaultTimeout(20_000);
    return new Visitor(page, url);
  }

  /** Goes to a part of the page, and waits until it is shown. */
  async open(hash = ""): Promise<void> {
    await this.page.goto(`${this.#url}/${hash}`);
    await this.shown();
  }

  /** Waits until what was asked for is shown. */
  async shown(heading?: string): Promise<void> {
    const title = this.page.locator("main:not([aria-busy]) h1");
    await (heading === undefined ? title.first() : title.filter({ hasText: heading })).waitFor();
  }

  link(name: string) {
    return this.page.getByRole("link", { name, exact: true }).first();
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name, exact: true }).first();
  }

  /** Fills in a form by its labels, and sends it. */
  async fill(values: Readonly<Record<string, string>>, action: string): Promise<void> {
    for (const [label, text] of Object.entries(values)) await this.page.getByLabel(label, { exact: true }).fill(text);
    await this.page.locator("form").getByRole("button", { name: action, exact: true }).click();
  }

  async signUp(name: string): Promise<void> {
    await this.open("#/register");
    await this.fill(
      { Name: name, "E-mail": `${name.replace(/\W/g, "")}@example.com`, Password: "12345678" },
      "Sign up",
    );
    await this.link("Write").waitFor();
    await this.shown();
  }

  /** Texts of all elements that fit. */
  texts(selector: string): Promise<string[]> {
    return this.page.locator(selector).allInnerTexts();
  }

  /** A property of what has the focus. */
  focused(property: string): Promise<unknown> {
    return this.page.evaluate(`document.activeElement[${JSON.stringify(property)}]`);
  }

  leave(): Promise<void> {
    return this.page.context().close();
  }
}
