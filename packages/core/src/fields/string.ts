import { type Builder, builder, type SizedBuilder } from "./builder.js";
import { FieldDefinition, type FieldOptions } from "./definition.js";
import { readSettings } from "./settings.js";
import { readLength, type TextRules, textOptions, textType } from "./text-type.js";

type Given = FieldOptions<string> & TextRules;

/** Text of at most `length` characters. */
export const string = builder<SizedBuilder<string, TextRules>>((length: number, options?: Given) => {
  const type = textType("string", "string", options ?? {}, readLength("string", length));
  return new FieldDefinition(type, readSettings("string", options, textOptions));
});

/** Text of exactly `length` characters, such as a country code. */
export const char = builder<SizedBuilder<string, TextRules>>((length: number, options?: Given) => {
  const type = textType("char", "char", options ?? {}, readLength("char", length));
  return new FieldDefinition(type, readSettings("char", options, textOptions));
});

/** Text without a limit of its own. */
export const text = builder<Builder<string, TextRules>>((options?: Given) => {
  const type = textType("text", "text", options ?? {});
  return new FieldDefinition(type, readSettings("text", options, textOptions));
});
