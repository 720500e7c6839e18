export type { ChakraInstrumentationConfig } from "./config.js";
export { ChakraInstrumentation } from "./instrumentation.js";
