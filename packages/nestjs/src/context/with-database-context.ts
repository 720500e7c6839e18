import { appOf, tellApp } from "./app-of.js";
import { type Method, wrapMethod } from "./wrap-method.js";

/**
 * Has a method run as part of its app, for what Nest calls without interceptors: jobs of `@Cron()`, listeners of
 * `@OnEvent()`, processors of queues, lifecycle hooks. Models are found in the databases of the app that made the
 * instance, and closing the app waits for what is running. Where only one app of the process has databases, it would be
 * found without; this is for more than one. Outside of Nest, such as in a unit test, it changes nothing.
 */
export function WithDatabaseContext(): MethodDecorator {
  return (prototype, _, descriptor: PropertyDescriptor) => {
    tellApp(prototype);
    descriptor.value = wrapMethod(
      descriptor.value as Method,
      (method) =>
        function (this: unknown, ...values) {
          const app = appOf(this);
          const work = () => method.apply(this, values);
          return app === undefined ? work() : app.work.run(() => app.run(work));
        },
    );
    return descriptor as never;
  };
}
