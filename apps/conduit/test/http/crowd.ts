import { Agent, request } from "node:http";

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

/** How often each status was given. */
export type Statuses = Record<number, number>;

/** Some people who read, write and like at the same time, each over a connection that stays open. */
export class Crowd {
  readonly #url: string;
  readonly #size: number;
  readonly #agent: Agent;
  readonly #people: { readonly name: string; readonly token: string; slug: string | undefined }[] = [];
  #slugs: string[] = [];
  /** Bodies of answers that said "not now" without saying when. */
  readonly withoutRetryAfter: string[] = [];

  constructor(url: string, size: number) {
    this.#url = url;
    this.#size = size;
    this.#agent = new Agent({ keepAlive: true, maxSockets: size });
  }

  /** Gives everybody an account, and finds out what there is to read. */
  async signUp(): Promise<void> {
    for (let i = 0; i < this.#size; i++) {
      const user = { username: `reader${i}`, email: `reader${i}@example.com`, password: "some password" };
      const { body } = await this.#ask("POST", "/users", undefined, { user });
      this.#people.push({ name: user.username, token: JSON.parse(body).user.token, slug: undefined });
    }
    const { body } = await this.#ask("GET", "/articles?limit=20");
    this.#slugs = JSON.parse(body).articles.map(({ slug }: { slug: string }) => slug);
  }

  /** Everybody does this and that for so many milliseconds. */
  async act(milliseconds: number): Promise<Statuses> {
    const seen: Statuses = {};
    const end = performance.now() + milliseconds;
    await Promise.all(
      this.#people.map(async (person) => {
        while (performance.now() < end) {
          const { status, retryAfter, body } = await this.#step(person);
          seen[status] = (seen[status] ?? 0) + 1;
          if (status === 503 && retryAfter === undefined) this.withoutRetryAfter.push(body);
        }
      }),
    );
    return seen;
  }

  /** Closes the connections. */
  leave(): void {
    this.#agent.destroy();
  }

  async #step(person: { readonly name: string; readonly token: string; slug: string | undefined }): Promise<Answer> {
    const { token } = person;
    const slug = this.#slugs[Math.floor(Math.random() * this.#slugs.length)] as string;
    const dice = Math.random();
    if (dice < 0.3) return this.#ask("GET", `/articles?limit=20&offset=${Math.floor(dice * 20)}`, token);
    if (dice < 0.5) return this.#ask("GET", `/articles/${slug}`, token);
    if (dice < 0.6) return this.#ask("GET", `/articles/${slug}/comments`);
    if (dice < 0.65) return this.#ask("GET", "/tags");
    if (dice < 0.72) return this.#ask("GET", "/articles/feed", token);
    if (dice < 0.77) return this.#ask("GET", "/profiles/olga", token);
    if (dice < 0.84) return this.#ask(dice < 0.81 ? "POST" : "DELETE", `/articles/${slug}/favorite`, token);
    if (dice < 0.88) return this.#ask(dice < 0.86 ? "POST" : "DELETE", "/profiles/olga/follow", token);
    if (dice < 0.94) return this.#ask("POST", `/articles/${slug}/comments`, token, { comment: { body: "Well said." } });
    if (person.slug === undefined || dice < 0.96) {
      const article = { title: "On load", description: "Many at once", body: "One of many.", tagList: ["load"] };
      const answer = await this.#ask("POST", "/articles", token, { article });
      if (answer.status === 201) person.slug = JSON.parse(answer.body).article.slug;
      return answer;
    }
    return this.#ask("PUT", `/articles/${person.slug}`, token, { article: { body: `Changed at ${dice}.` } });
  }

  #ask(method: string, path: string, token?: string, body?: object): Promise<Answer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      ...(payload !== undefined && {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(payload),
      }),
      ...(token !== undefined && { authorization: `Token ${token}` }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${this.#url}/api${path}`, { method, headers, agent: this.#agent }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (piece) => (text += piece));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers["retry-after"], body: text }),
        );
      });
      asked.on("error", reject);
      asked.end(payload);
    });
  }
}
