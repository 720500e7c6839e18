export {
  ChakraHealthIndicator,
  type HealthCheckOptions,
  type PingCheckOptions,
  type PoolCheckOptions,
} from "./health/chakra-health-indicator.js";
