import type { ByteReader } from "@chakra-orm/core/internal";
import { binaryReader } from "../bytes/binary.js";

/** Who reads the columns of a result; of those that are not there, the text is given. */
export type Readers = readonly (ByteReader | undefined)[];

/** In what form a result is asked for, and who reads it. */
export interface ResultForm {
  /** The name of the statement that it holds for; for one without a name, it has to be seen again each time. */
  readonly name: string;
  /** The types of the columns, by their numbers. */
  readonly types: readonly number[];
  /** By column, whether it comes in binary; `undefined` if none does. */
  readonly isBinary: readonly boolean[] | undefined;
  readonly readers: Readers;
}

/**
 * What the server said of results on one connection, by the readers of a statement, which are its own. A column comes in
 * binary only where its type is known to be one that can be read so: what the model says could be wrong by now.
 */
export class ResultTypes {
  readonly #forms = new WeakMap<Readers, ResultForm>();

  /** The form that results came in last, if they came by the same name. */
  formOf(readers: Readers, name: string): ResultForm | undefined {
    const form = this.#forms.get(readers);
    return form?.name === name ? form : undefined;
  }

  learn(readers: Readers, name: string, types: readonly number[]): void {
    const binary = types.map((type, i) => binaryReader(readers[i], type));
    const isBinary = binary.some((reader) => reader !== undefined)
      ? binary.map((reader) => reader !== undefined)
      : undefined;
    this.#forms.set(readers, { name, types, isBinary, readers: types.map((_, i) => binary[i] ?? readers[i]) });
  }
}
