import type { FastifyInstance } from "fastify";
import { Book, Writer } from "./library.js";

declare const app: FastifyInstance;

app.resource(Book);
app.resource(Book, { filter: ["status", "pages"], sort: ["title"], include: ["writer", "writer.books", "tags"] });
app.resource(Book, { filter: { pages: ["gte", "isNull"], title: ["icontains"] } }).resource(Writer);

app.resource(Book, {
  writable: ["title", "status"],
  beforeCreate: (input) => {
    input.title satisfies string;
    // @ts-expect-error not among what a request may set
    input.writerId;
    return { ...input, writerId: 1 };
  },
  beforeUpdate: async (input, _request, record) => ({ ...input, status: record.pages === null ? "open" : "sold" }),
  authorize: (_request, access) => access.action === "list" || access.record?.writerId === 1,
  serialize: (book) => book.title,
  scope: (books) => books.where({ writerId: 1 }).with("writer").withCount("tags"),
});

app.resource(Book, {
  writable: { create: ["title", "writerId"], update: ["pages"] },
  beforeCreate: (input) => ({ ...input, writerId: input.writerId, title: input.title }),
  beforeUpdate: (input) => {
    // @ts-expect-error not among what a change may set
    input.title;
    return { pages: input.pages };
  },
});

// Without `writable` all columns may be set.
app.resource(Book, { beforeCreate: async (input) => ({ ...input, tags: [], price: "1.00" }) });

// @ts-expect-error no such property
app.resource(Book, { filter: ["titel"] });
// @ts-expect-error no such operator
app.resource(Book, { filter: { pages: ["contains"] } });
// @ts-expect-error no such property
app.resource(Book, { sort: ["writer"] });
// @ts-expect-error no such relation
app.resource(Book, { include: ["writers"] });
// @ts-expect-error no such relation of a writer
app.resource(Book, { include: ["writer.tags"] });
// @ts-expect-error no such action
app.resource(Book, { only: ["index"] });
// @ts-expect-error no such property
app.resource(Book, { writable: ["titel"] });
// @ts-expect-error a relation is no column
app.resource(Book, { writable: { create: ["writer"] } });
// @ts-expect-error the writer is missing
app.resource(Book, { writable: ["title"], beforeCreate: (input) => ({ ...input }) });
// @ts-expect-error no such property
app.resource(Book, { beforeUpdate: (input) => ({ ...input, titel: "x" }) });
// @ts-expect-error of another type
app.resource(Book, { beforeUpdate: (input) => ({ ...input, status: "gone" }) });
// @ts-expect-error not asynchronous
app.resource(Book, { scope: async (books) => books });
// @ts-expect-error a query of the model
app.resource(Book, { scope: () => Writer.all() });
// @ts-expect-error yes or no
app.resource(Book, { authorize: () => "yes" });
// @ts-expect-error no model
app.resource(Date);
