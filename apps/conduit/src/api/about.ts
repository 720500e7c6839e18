/** What the OpenAPI document says of the API as a whole. */
export const about = {
  openapi: "3.1.0",
  info: {
    title: "Conduit",
    description: "The RealWorld blog on Chakra ORM.",
    version: "2.0.0",
    license: { name: "MIT", identifier: "MIT" },
  },
  tags: ["Accounts", "Profiles", "Articles", "Comments", "Favorites", "Tags"].map((name) => ({ name })),
  components: {
    securitySchemes: {
      Token: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        description: "`Token` or `Bearer`, a blank, and the token that signing up and logging in give.",
      },
    },
  },
} as const;
