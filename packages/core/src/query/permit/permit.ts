import { QueryError } from "../../errors/usage.js";
import { comparisons } from "../../functions/comparisons.js";
import { nearest } from "../../naming/nearest.js";
import { oneOfOperator } from "../../operators/one-of.js";
import { type OperatorDefinition, opaqueKinds } from "../../operators/operator.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { columnNamed } from "../../statement/read-condition.js";
import { readTest } from "../../statement/read-test.js";
import type { Condition } from "../../statement/tree.js";
import { orderBy } from "../methods/filter.js";
import type { CursorOptions } from "../pages/page.js";
import { narrow, type QueryState, startQuery } from "../state.js";
import { columnValue } from "./operand.js";
import { type Parameter, parametersOf, type RequestQuery, refused } from "./parameters.js";

/** What a request may ask for. */
export interface PermitOptions<K extends string = string> {
  /** Properties that it may filter by: `filter[status]=open`, `filter[age][gte]=18`. */
  readonly filter?: readonly K[] | undefined;
  /** Properties that it may sort by: `sort=-createdAt,id`. */
  readonly sort?: readonly K[] | undefined;
  /** Records on a page where `page[size]` says nothing; 20 if not given. */
  readonly size?: number | undefined;
  /** The most that `page[size]` may say; 100 if not given. */
  readonly maxSize?: number | undefined;
}

/** A request, read: the rows that it asks for, and which page of them. */
export interface PermittedRead {
  readonly state: QueryState;
  readonly page: CursorOptions;
}

/** By what is in the last brackets; without any, equality. */
const operators: Readonly<Record<string, OperatorDefinition>> = {
  eq: comparisons.eq,
  ne: comparisons.ne,
  gt: comparisons.gt,
  gte: comparisons.gte,
  lt: comparisons.lt,
  lte: comparisons.lte,
  contains: comparisons.contains,
  startsWith: comparisons.startsWith,
  oneOf: oneOfOperator,
};

/** What may be asked of a model, checked once. Hidden fields are never part of it. */
export class PermitList {
  readonly #meta: ModelMeta;
  readonly #filter: ReadonlyMap<string, ColumnMeta>;
  readonly #sort: ReadonlySet<string>;
  readonly #size: number;
  readonly #maxSize: number;

  constructor(meta: ModelMeta, { filter = [], sort = [], size = 20, maxSize = 100 }: PermitOptions) {
    this.#meta = meta;
    this.#filter = new Map(filter.map((property) => [property, visible(meta, property)]));
    this.#sort = new Set(sort.map((property) => visible(meta, property).property));
    for (const [name, value] of [["size", size] as const, ["maxSize", maxSize] as const]) {
      if (Number.isSafeInteger(value) && value >= 1) continue;
      throw new QueryError(`${meta.name}.permit: ${name} is a whole number from 1 on.`, { model: meta.name });
    }
    this.#size = Math.min(size, maxSize);
    this.#maxSize = maxSize;
  }

  /** Reads a request. Throws `ValidationError` for whatever is not permitted. */
  read(input: RequestQuery): PermittedRead {
    let state = startQuery(this.#meta);
    const page: { -readonly [K in "size" | "after" | "before"]?: string } = {};
    for (const parameter of parametersOf(this.#meta.name, input)) {
      const [what, ...rest] = parameter.path;
      if (what === "filter") state = narrow(state, this.#condition(parameter));
      else if (what === "sort" && rest.length === 0) state = orderBy(state, this.#order(parameter.text));
      else if (what === "page" && rest.length === 1 && isPagePart(rest[0])) page[rest[0]] = parameter.text;
      else
        throw refused(this.#meta.name, parameter.path, "is no parameter here; there are filter[…], sort and page[…]");
    }
    return { state, page: this.#page(page) };
  }

  #condition({ path, text }: Parameter): Condition {
    const [, property = "", operator = "eq", ...more] = path;
    const column = this.#filter.get(property);
    const { name } = this.#meta;
    if (column === undefined || more.length > 0) {
      throw refused(name, path, `cannot be filtered by.${nearest(property, this.#filter.keys())}`);
    }
    if (operator === "isNull") {
      if (text !== "true" && text !== "false") throw refused(name, path, "is true or false");
      return readTest(column, text === "true" ? comparisons.isNull : comparisons.isNotNull, []);
    }
    const definition = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    const fits = definition?.kinds?.includes(column.type.kind) ?? definition !== undefined;
    if (definition === undefined || !fits) {
      throw refused(
        name,
        path,
        `has no operator ${JSON.stringify(operator)}.${nearest(operator, Object.keys(operators))}`,
      );
    }
    if (definition === oneOfOperator) {
      return readTest(column, definition, [text.split(",").map((part) => this.#value(column, part, path))]);
    }
    return readTest(column, definition, [definition.operand === "text" ? text : this.#value(column, text, path)]);
  }

  #value(column: ColumnMeta, text: string, path: readonly string[]): unknown {
    const value = columnValue(column, text);
    if (value === undefined)
      throw refused(this.#meta.name, path, `is no value of this property, a ${column.type.name}`);
    return value;
  }

  #order(text: string): string[] {
    return text.split(",").map((key) => {
      const property = key.replace(/^-/, "");
      if (this.#sort.has(property)) return key;
      throw refused(
        this.#meta.name,
        ["sort"],
        `cannot sort by ${JSON.stringify(property)}.${nearest(property, this.#sort)}`,
      );
    });
  }

  #page({ size, after, before }: { size?: string; after?: string; before?: string }): CursorOptions {
    const { name } = this.#meta;
    const wanted = size === undefined ? this.#size : Number(size);
    if (!/^\d{1,6}$/.test(size ?? "1") || wanted < 1 || wanted > this.#maxSize) {
      throw refused(name, ["page", "size"], `is a whole number from 1 to ${this.#maxSize}`);
    }
    if (after !== undefined && before !== undefined) throw refused(name, ["page"], "has after or before, not both");
    return before === undefined ? { first: wanted, after } : { last: wanted, before };
  }
}

const isPagePart = (part: string | undefined): part is "size" | "after" | "before" =>
  part === "size" || part === "after" || part === "before";

function visible(meta: ModelMeta, property: unknown): ColumnMeta {
  const column = columnNamed(meta, property, "permit");
  const why = column.settings.hidden
    ? "is hidden: to filter or sort by it would give it away"
    : opaqueKinds.includes(column.type.kind)
      ? `is a ${column.type.name} field, which is neither compared nor sorted`
      : undefined;
  if (why === undefined) return column;
  throw new QueryError(`${meta.name}.${column.property} ${why}. Leave it out of permit.`, { model: meta.name });
}
