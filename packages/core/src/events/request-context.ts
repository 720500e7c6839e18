import { QueryTimeoutError, RequestAbortedError } from "../errors/database.js";
import { onAbort } from "./on-abort.js";
import type { RanStatement } from "./ran-statement.js";
import type { RequestEnd } from "./request-end.js";
import { StatementCounter, type StatementReport } from "./statement-report.js";

/** What a request says of itself. What is not set is taken from the request around. */
export interface RequestInfo {
  /** Its number or name in your logs. */
  id?: string | undefined;
  /** The pattern of its path, such as `/posts/:id`; not the path itself, of which there are too many. */
  route?: string | undefined;
  /** Such as `GET`. */
  method?: string | undefined;
  /** The header of W3C Trace Context; one that cannot be read is passed over, since it comes from outside. */
  traceparent?: string | undefined;
  /** On whose behalf, in programs that serve several customers. */
  tenant?: string | undefined;
  /** Whatever else is worth knowing; added to those of the request around. */
  tags?: Readonly<Record<string, string>> | undefined;
  /**
   * Once it aborts, the statements of the request end with `RequestAbortedError` and open transactions are rolled back.
   * `null`: go on although the signal of the request around aborts.
   */
  signal?: AbortSignal | null | undefined;
  /** How many runs of one text are worth a line in `report.repeated`; 5 if not given. */
  repeatedFrom?: number | undefined;
}

/** The request that a call runs for. `currentRequest()` gives it. */
export class RequestContext {
  readonly id: string | undefined;
  readonly route: string | undefined;
  readonly method: string | undefined;
  readonly traceparent: string | undefined;
  readonly tenant: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly #origin: object | undefined;
  readonly #around: RequestContext | undefined;
  /** Its own end and those around it: each ends it. */
  readonly #ends: readonly (AbortSignal | RequestEnd)[];
  readonly #counter: StatementCounter;
  readonly #repeatedFrom: number;

  /** @internal */
  constructor(
    info: RequestInfo,
    around: RequestContext | undefined,
    app?: { readonly end: RequestEnd; readonly origin: object },
  ) {
    this.id = info.id ?? around?.id;
    this.route = info.route ?? around?.route;
    this.method = info.method ?? around?.method;
    this.traceparent = info.traceparent ?? around?.traceparent;
    this.tenant = info.tenant ?? around?.tenant;
    this.tags = info.tags === undefined ? (around?.tags ?? none) : Object.freeze({ ...around?.tags, ...info.tags });
    this.#origin = app?.origin ?? around?.origin;
    const end = app?.end ?? info.signal;
    const inherited = end === null ? [] : (around?.ends ?? []);
    this.#ends = end ? [end, ...inherited] : inherited;
    this.#around = around;
    this.#repeatedFrom = info.repeatedFrom ?? around?.repeatedFrom ?? 5;
    this.#counter = new StatementCounter(this.#repeatedFrom);
  }

  /** What its statements come to so far, those of requests inside it included. */
  get report(): StatementReport {
    return this.#counter.report;
  }

  /** The innermost signal that ends it. */
  get signal(): AbortSignal | undefined {
    const [end] = this.#ends;
    return end !== undefined && "watch" in end ? end.signal : end;
  }

  // Below are accessors and methods rather than private names: the request around may come from another copy of this package.

  /** @internal */
  get ends(): readonly (AbortSignal | RequestEnd)[] {
    return this.#ends;
  }

  /** @internal What an app's framework calls the request. */
  get origin(): object | undefined {
    return this.#origin;
  }

  /** @internal Whether the report names a text that ran again and again. */
  get hasRepeats(): boolean {
    return this.#counter.repeats > 0;
  }

  /** @internal */
  get repeatedFrom(): number {
    return this.#repeatedFrom;
  }

  /** @internal Whether anything can end it before it is done. */
  get canAbort(): boolean {
    return this.#ends.length > 0;
  }

  /** @internal Counts a statement, in the requests around too; gives whether its text has just become a repeated one. */
  count(ran: RanStatement): boolean {
    const here = this.#counter.count(ran);
    const around = this.#around?.count(ran) ?? false;
    return here || around;
  }

  /** @internal The error to end `what` with, once it is aborted. */
  aborted(what: string): RequestAbortedError | QueryTimeoutError | undefined {
    const signal = this.#ends.find(({ aborted }) => aborted);
    if (signal === undefined) return undefined;
    const details = { cause: signal.reason };
    const request = [this.method, this.route].filter(Boolean).join(" ");
    const ended = `${what} was ended, or not begun, because the request${request && ` ${request}`}`;
    // What AbortSignal.timeout() gives: somebody still waits for the answer.
    if ((signal.reason as Error | undefined)?.name === "TimeoutError") {
      return new QueryTimeoutError(`${ended} took longer than its signal allows.`, details);
    }
    return new RequestAbortedError(`${ended} was aborted: nobody waits for its answer any more.`, details);
  }

  /** @internal Has `stop` called when it is aborted; gives back what ends that. */
  onAbort(stop: () => void): () => void {
    const [first, ...others] = this.#ends;
    // Most often there is one, and statements are many.
    if (first === undefined) return nothing;
    if (others.length === 0) return onAbort(first, stop);
    const ends = this.#ends.map((end) => onAbort(end, stop));
    return () => {
      for (const end of ends) end();
    };
  }
}

const none: Readonly<Record<string, string>> = Object.freeze({});
const nothing = (): void => undefined;
