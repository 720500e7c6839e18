/** Languages that searches in texts know: the stems of their words are what is compared. */
export const textLanguages = [
  "simple",
  "arabic",
  "danish",
  "dutch",
  "english",
  "finnish",
  "french",
  "german",
  "greek",
  "hungarian",
  "indonesian",
  "irish",
  "italian",
  "lithuanian",
  "nepali",
  "norwegian",
  "portuguese",
  "romanian",
  "russian",
  "spanish",
  "swedish",
  "tamil",
  "turkish",
] as const;

/** A language to search in; `"simple"` takes words as they are. */
export type TextLanguage = (typeof textLanguages)[number];
