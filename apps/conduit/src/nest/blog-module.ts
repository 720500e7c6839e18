import type { Database } from "@chakra-orm/core";
import { ChakraModule, getDatabaseToken } from "@chakra-orm/nestjs";
import { type DynamicModule, Module } from "@nestjs/common";
import { APP_FILTER, APP_GUARD } from "@nestjs/core";
import { Accounts } from "../accounts/accounts.js";
import { type BlogOptions, openBlog } from "../blog.js";
import { models } from "../models/index.js";
import { AccountController } from "./account-controller.js";
import { ArticleController } from "./article-controller.js";
import { CommentController } from "./comment-controller.js";
import { DocumentController } from "./document-controller.js";
import { ErrorFilter } from "./error-filter.js";
import { HealthController } from "./health-controller.js";
import { ProfileController } from "./profile-controller.js";
import { TagController } from "./tag-controller.js";
import { ViewerGuard } from "./viewer.js";

/** The blog as a module of NestJS. */
@Module({})
export class BlogModule {
  static forRoot(options: BlogOptions, log: boolean): DynamicModule {
    return {
      module: BlogModule,
      // Where the database cannot be reached, whoever starts the app is told at once.
      imports: [ChakraModule.forRoot({ url: options.databaseUrl, models, log, retryAttempts: 0 })],
      controllers: [
        AccountController,
        ArticleController,
        CommentController,
        ProfileController,
        TagController,
        DocumentController,
        HealthController,
      ],
      providers: [
        {
          provide: Accounts,
          // Outside of requests models are told which database is meant.
          useFactory: (db: Database) => db.use(() => openBlog(db, options)),
          inject: [getDatabaseToken()],
        },
        { provide: APP_GUARD, useClass: ViewerGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}
