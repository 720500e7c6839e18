export { beginTestTransaction, type TestTransaction } from "./testing/begin-test-transaction.js";
export { ChakraTestingModule } from "./testing/chakra-testing-module.js";
