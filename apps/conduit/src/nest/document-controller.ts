import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Controller, Get, Header } from "@nestjs/common";
import { openApiDocument } from "../api/document.js";

/** The folder of Swagger UI, which draws the document. */
export const uiFolder = join(
  dirname(createRequire(import.meta.url).resolve("@fastify/swagger-ui/package.json")),
  "static",
);

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Conduit, the API</title>
    <link rel="stylesheet" href="/docs/static/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/static/swagger-ui-bundle.js"></script>
    <script>SwaggerUIBundle({ url: "/docs/json", dom_id: "#swagger-ui" });</script>
  </body>
</html>
`;

/** Shows the OpenAPI document: `/docs` to look at, `/docs/json` for programs. */
@Controller("docs")
export class DocumentController {
  @Get()
  @Header("content-type", "text/html; charset=utf-8")
  show(): string {
    return page;
  }

  @Get("json")
  json(): object {
    return openApiDocument();
  }
}
