export { ChakraDatabases } from "./context/chakra-databases.js";
export { WithDatabaseContext } from "./context/with-database-context.js";
export { ChakraExceptionFilter } from "./errors/chakra-exception-filter.js";
export { InjectDatabase, type InjectDecorator, InjectModel } from "./inject/inject.js";
export { getDatabaseToken, getModelToken } from "./inject/tokens.js";
export { ChakraModule } from "./module/chakra-module.js";
export type {
  ChakraModuleExtras,
  ChakraModuleOptions,
  ChakraOptionsFactory,
  ErrorFormatter,
  ErrorStyle,
  OwnedModuleOptions,
  ReadyModuleOptions,
  SharedModuleOptions,
} from "./module/options.js";
export { ObserverOf } from "./observers/observer-of.js";
export { type ModelBodyOptions, ModelBodyPipe } from "./pipes/model-body-pipe.js";
export { ModelPipe, type ModelPipeOptions } from "./pipes/model-pipe.js";
export { TransactionInterceptor } from "./transactions/transaction-interceptor.js";
export { NotTransactional, Transactional, type TransactionalOptions } from "./transactions/transactional.js";
