import { type ModelClass, QueryError, RecordNotFoundError } from "@chakra-orm/core";
import { columnValue, metaOf } from "@chakra-orm/core/internal";
import {
  BadRequestException,
  Inject,
  Injectable,
  NotFoundException,
  type PipeTransform,
  type Type,
} from "@nestjs/common";
import { ChakraDatabases } from "../context/chakra-databases.js";
import { placeOf } from "../inject/tokens.js";

/** How a parameter becomes a record. */
export interface ModelPipeOptions {
  /** The unique property that the parameter holds; the primary key if not given. */
  readonly by?: string | undefined;
  /** Relations that are loaded with it. */
  readonly with?: readonly string[] | undefined;
  /** Which database's; the one that the class declares or the default if not given. */
  readonly name?: string | undefined;
}

/** What is asked of a model here. */
interface Found {
  with(...paths: string[]): Found;
  findBy(match: object): Promise<object | null>;
  all(): Found;
}

/**
 * A pipe that makes a record of a parameter: `@Param("id", ModelPipe(User)) user: User`. Where there is none it is a
 * `RecordNotFoundError`, answered with 404; so is a value that the property cannot have, for which the database is not
 * asked. A parameter that is not there at all is answered with 400. Throws `QueryError` for a property that is not unique.
 *
 * @example
 * const pipe = ModelPipe(User, { by: "username", with: ["posts"] });
 * console.assert(typeof pipe === "function" && ModelPipe(User) === ModelPipe(User));
 */
export function ModelPipe(model: ModelClass<object>, options: ModelPipeOptions = {}): Type<PipeTransform> {
  const plain = Object.keys(options).length === 0;
  const known = plain ? pipes.get(model) : undefined;
  if (known !== undefined) return known;
  const { model: target, database } = placeOf(model, options.name);
  const column = columnOf(target, options.by);

  class RecordPipe implements PipeTransform {
    readonly #databases: ChakraDatabases;

    constructor(databases: ChakraDatabases) {
      this.#databases = databases;
    }

    async transform(given: unknown): Promise<object> {
      if (given === undefined || given === null || given === "") {
        throw new BadRequestException(`${column.property} of ${target.name} is missing.`);
      }
      const value = readValue(column, given);
      if (value === undefined) throw this.#missing(given);
      const bound = this.#databases.model(target, database) as unknown as Found;
      const all = options.with === undefined ? bound.all() : bound.all().with(...options.with);
      const record = await all.findBy({ [column.property]: value });
      if (record === null) throw this.#missing(given);
      return record;
    }

    #missing(given: unknown): Error {
      const text = `There is no ${target.name} with ${column.property} ${JSON.stringify(String(given).slice(0, 60))}.`;
      if (this.#databases.errors === false) return new NotFoundException(`There is no such ${target.name}.`);
      return new RecordNotFoundError(text, { model: target.name, fields: [column.property] });
    }
  }

  Object.defineProperty(RecordPipe, "name", { value: `ModelPipe(${target.name})` });
  Injectable()(RecordPipe);
  Inject(ChakraDatabases)(RecordPipe, undefined, 0);
  if (plain) pipes.set(model, RecordPipe);
  return RecordPipe;
}

/** Without options, one for a model: Nest makes one instance of it for a module. */
const pipes = new WeakMap<ModelClass<object>, Type<PipeTransform>>();

type ColumnMeta = ReturnType<typeof metaOf>["columns"][number];

function columnOf(model: ModelClass<object>, by: string | undefined): ColumnMeta {
  const meta = metaOf(model as never);
  const [key] = meta.primaryKey;
  if (by === undefined) {
    if (key !== undefined && meta.primaryKey.length === 1) return key;
    throw new QueryError(`The primary key of ${meta.name} has several parts. Say which property ModelPipe goes by.`, {
      model: meta.name,
    });
  }
  const column = meta.byProperty.get(by);
  if (column === undefined) {
    throw new QueryError(`${meta.name} has no property ${JSON.stringify(by)} for ModelPipe to go by.`, {
      model: meta.name,
    });
  }
  const isKey = meta.primaryKey.length === 1 && key === column;
  const isUnique = meta.uniques.some(
    ({ columns, where }) => columns.length === 1 && columns[0] === column.name && where === undefined,
  );
  if (isKey || isUnique) return column;
  throw new QueryError(
    `${meta.name}.${by} is not unique, so ModelPipe could find several. Declare it with { unique: true }.`,
    { model: meta.name, fields: [by] },
  );
}

/** `undefined` for what the property cannot have. */
function readValue(column: ColumnMeta, given: unknown): unknown {
  if (typeof given !== "string" && typeof given !== "number" && typeof given !== "bigint") return undefined;
  return columnValue(column, String(given));
}
