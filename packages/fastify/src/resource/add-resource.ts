import type { FastifyInstance, HTTPMethods } from "fastify";
import { handlers } from "./handlers.js";
import { keyPath } from "./key.js";
import type { AnyResourceOptions, ResourceAction } from "./options.js";
import { readResource } from "./resource.js";
import { routeSchemas } from "./route-schema.js";

const methods: Readonly<Record<ResourceAction, HTTPMethods>> = {
  list: "GET",
  read: "GET",
  create: "POST",
  update: "PATCH",
  delete: "DELETE",
};

/** What `app.resource` does: a route for each action. */
export function addResource(app: FastifyInstance, model: unknown, options: AnyResourceOptions = {}): void {
  const resource = readResource(model, options);
  const schemaOf = routeSchemas(app, resource);
  const { onRequest, preValidation, preHandler, config, bodyLimit, constraints, logLevel } = options;
  const shared = { onRequest, preValidation, preHandler, config, bodyLimit, constraints, logLevel };
  const given = Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined));
  for (const action of resource.actions) {
    const isList = action === "list" || action === "create";
    const url = `${resource.prefix}${isList ? "" : keyPath(resource.meta)}`;
    app.route({
      ...given,
      method: methods[action],
      url: url === "" && app.prefix === "" ? "/" : url,
      schema: schemaOf(action, `${app.prefix}${url}`),
      // The model checks what comes in: Fastify's own Ajv would drop what is unknown, and make "" of null.
      validatorCompiler: () => () => true,
      // And says what goes out, to the last property; errors are as the app's handler makes them.
      serializerCompiler: () => (data) => JSON.stringify(data),
      handler: handlers[action](resource),
    });
  }
}
