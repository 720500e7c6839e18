import type { Engine } from "../../connection/engine.js";
import { chosenEngine } from "../../connection/registry.js";
import { QueryError } from "../../errors/usage.js";
import { comparisons } from "../../functions/comparisons.js";
import { nearest } from "../../naming/nearest.js";
import { opaqueKinds } from "../../operators/operator.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { columnNamed } from "../../statement/read-condition.js";
import { readTest } from "../../statement/read-test.js";
import type { Condition } from "../../statement/tree.js";
import { orderBy } from "../methods/filter.js";
import { relationNamed } from "../methods/load.js";
import type { CursorOptions } from "../pages/page.js";
import { narrow, type QueryState, startQuery } from "../state.js";
import { columnValue } from "./operand.js";
import { isPermittedOperator, operatorsFor, type PermittedOperator, permittedOperators } from "./operators.js";
import type { PermitSettings } from "./options.js";
import { type Parameter, parametersOf, type RequestQuery, refused } from "./parameters.js";

/** A request, read: the rows that it asks for, what comes along, and which page of them. */
export interface PermittedRead {
  readonly state: QueryState;
  readonly include: readonly string[];
  readonly page: CursorOptions;
}

/** One property that may be filtered by, and how. */
export interface PermittedProperty {
  readonly column: ColumnMeta;
  readonly operators: readonly PermittedOperator[];
}

/** What may be asked of a model, checked once, of the database that was chosen by then. Hidden fields are never part of it. */
export class PermitList {
  readonly meta: ModelMeta;
  readonly #engine: Engine | undefined;
  readonly filter: ReadonlyMap<string, PermittedProperty>;
  readonly sort: ReadonlySet<string>;
  readonly include: ReadonlySet<string>;
  readonly size: number;
  readonly maxSize: number;

  constructor(meta: ModelMeta, { filter = [], sort = [], include = [], size = 20, maxSize = 100 }: PermitSettings) {
    this.meta = meta;
    this.#engine = chosenEngine(meta);
    const filters = Array.isArray(filter)
      ? filter.map((property) => [property, undefined] as const)
      : Object.entries(filter as Readonly<Record<string, readonly string[] | undefined>>);
    this.filter = new Map(filters.map(([property, names]) => [property, filterable(meta, property, names)]));
    this.sort = new Set(sort.map((property) => visible(meta, property).property));
    for (const path of include) relationNamed(meta, String(path).split(".")[0] as string, path);
    this.include = new Set(include);
    for (const [name, value] of [["size", size] as const, ["maxSize", maxSize] as const]) {
      if (Number.isSafeInteger(value) && value >= 1) continue;
      throw new QueryError(`${meta.name}.permit: ${name} is a whole number from 1 on.`, { model: meta.name });
    }
    this.size = Math.min(size, maxSize);
    this.maxSize = maxSize;
  }

  /** A query for every row. A list of a model that is bound to a database goes there, wherever it is asked. */
  start(): QueryState {
    return this.#engine === undefined ? startQuery(this.meta) : { ...startQuery(this.meta), engine: this.#engine };
  }

  /** Reads a request for a list. Throws `ValidationError` for whatever is not permitted. */
  read(input: RequestQuery): PermittedRead {
    let state = this.start();
    let include: readonly string[] = [];
    const page: { -readonly [K in "size" | "after" | "before"]?: string } = {};
    for (const parameter of parametersOf(this.meta.name, input)) {
      const [what, ...rest] = parameter.path;
      if (what === "filter") state = narrow(state, this.#condition(parameter));
      else if (what === "sort" && rest.length === 0) state = orderBy(state, this.#order(parameter.text));
      else if (what === "page" && rest.length === 1 && isPagePart(rest[0])) page[rest[0]] = parameter.text;
      else if (what === "include" && rest.length === 0) include = this.#included(parameter.text);
      else throw refused(this.meta.name, parameter.path, `is no parameter here; ${this.#known()}`);
    }
    return { state, include, page: this.#page(page) };
  }

  /** Reads a request for one record, which says no more than what comes along. */
  readSingle(input: RequestQuery): readonly string[] {
    let include: readonly string[] = [];
    for (const { path, text } of parametersOf(this.meta.name, input)) {
      if (path.length === 1 && path[0] === "include") include = this.#included(text);
      else {
        const known = this.include.size > 0 ? "there is include" : "there is none";
        throw refused(this.meta.name, path, `is no parameter here; ${known}`);
      }
    }
    return include;
  }

  #known(): string {
    const filters = [...this.filter.keys()].map((property) => `filter[${property}]`);
    const others = [...(this.sort.size > 0 ? ["sort"] : []), ...(this.include.size > 0 ? ["include"] : [])];
    return `there are ${[...filters, ...others, "page[size]", "page[after]", "page[before]"].join(", ")}`;
  }

  #condition({ path, text }: Parameter): Condition {
    const [, property = "", operator = "eq", ...more] = path;
    const permitted = this.filter.get(property);
    if (permitted === undefined || more.length > 0) {
      throw this.#refused(path, "cannot be filtered by", property, this.filter.keys());
    }
    const { column, operators } = permitted;
    if (!isPermittedOperator(operator) || !operators.includes(operator)) {
      throw this.#refused(path, `has no operator ${JSON.stringify(operator)}`, operator, operators);
    }
    if (operator === "isNull") {
      if (text !== "true" && text !== "false") throw refused(this.meta.name, path, "is true or false");
      return readTest(column, text === "true" ? comparisons.isNull : comparisons.isNotNull, []);
    }
    const definition = permittedOperators[operator];
    if (operator === "oneOf") {
      return readTest(column, definition, [text.split(",").map((part) => this.#value(column, part, path))]);
    }
    return readTest(column, definition, [definition.operand === "text" ? text : this.#value(column, text, path)]);
  }

  #value(column: ColumnMeta, text: string, path: readonly string[]): unknown {
    const value = columnValue(column, text);
    if (value === undefined) throw refused(this.meta.name, path, `is no value of this property, a ${column.type.name}`);
    return value;
  }

  #order(text: string): string[] {
    const keys = text.split(",");
    const properties = keys.map((key) => key.replace(/^-/, ""));
    for (const [i, property] of properties.entries()) {
      if (!this.sort.has(property)) {
        throw this.#refused(["sort"], `cannot sort by ${JSON.stringify(property)}`, property, this.sort);
      }
      if (properties.indexOf(property) < i) throw refused(this.meta.name, ["sort"], `has ${property} twice`);
    }
    return keys;
  }

  #included(text: string): string[] {
    const paths = text === "" ? [] : text.split(",");
    for (const path of paths) {
      if (this.include.has(path)) continue;
      throw this.#refused(["include"], `cannot include ${JSON.stringify(path)}`, path, this.include);
    }
    return paths;
  }

  /** With what there is instead. */
  #refused(path: readonly string[], why: string, wrong: string, known: Iterable<string>): Error {
    const names = [...known];
    const instead = names.length === 0 ? "nothing can" : `there is ${names.join(", ")}`;
    return refused(this.meta.name, path, `${why}; ${instead}.${nearest(wrong, names)}`);
  }

  #page({ size, after, before }: { size?: string; after?: string; before?: string }): CursorOptions {
    const { name } = this.meta;
    const wanted = size === undefined ? this.size : Number(size);
    if (!/^\d{1,6}$/.test(size ?? "1") || wanted < 1 || wanted > this.maxSize) {
      throw refused(name, ["page", "size"], `is a whole number from 1 to ${this.maxSize}`);
    }
    if (after !== undefined && before !== undefined) throw refused(name, ["page"], "has after or before, not both");
    return before === undefined ? { first: wanted, after } : { last: wanted, before };
  }
}

const isPagePart = (part: string | undefined): part is "size" | "after" | "before" =>
  part === "size" || part === "after" || part === "before";

/** A property, with the operators that were named; with all that it has where none were. */
function filterable(meta: ModelMeta, property: string, names: readonly string[] | undefined): PermittedProperty {
  const column = visible(meta, property);
  const fitting = operatorsFor(column);
  const operators = (names ?? fitting).map((name) => {
    if (isPermittedOperator(name) && fitting.includes(name)) return name;
    throw new QueryError(
      `${meta.name}.${property} cannot be filtered by ${JSON.stringify(name)}; there is ${fitting.join(", ")}.${nearest(String(name), fitting)}`,
      { model: meta.name, fields: [property] },
    );
  });
  return { column, operators };
}

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
