import type { Database } from "@chakra-orm/core";
import { InjectDatabase } from "@chakra-orm/nestjs";
import { Body, Controller, Delete, Get, Param, Post, Put, Query } from "@nestjs/common";
import { type ArticleFilter, type ArticlePage, listArticles, listFeed, type Page } from "../articles/article-list.js";
import { type ArticleView, articlesFor, present, showArticle } from "../articles/article-view.js";
import {
  type ArticleChanges,
  type ArticleDraft,
  createArticle,
  deleteArticle,
  updateArticle,
} from "../articles/article-writing.js";
import { favorite, unfavorite } from "../favorites/favoriting.js";
import type { Article, User } from "../models/index.js";
import { Describe } from "./describe.js";
import { bodyOf, queryOf } from "./input-pipe.js";
import { Viewer } from "./viewer.js";

interface Shown {
  readonly article: ArticleView;
}

/** Lists, shows, publishes, changes, likes and deletes articles. */
@Controller("api/articles")
export class ArticleController {
  readonly #db: Database;

  constructor(@InjectDatabase() db: Database) {
    this.#db = db;
  }

  @Get()
  @Describe("listArticles")
  list(
    @Query(queryOf("listArticles")) query: ArticleFilter & Page,
    @Viewer() viewer: User | null,
  ): Promise<ArticlePage> {
    return listArticles(query, query, viewer);
  }

  @Get("feed")
  @Describe("listFeed")
  feed(@Query(queryOf("listFeed")) page: Page, @Viewer() viewer: User): Promise<ArticlePage> {
    return listFeed(page, viewer);
  }

  @Get(":slug")
  @Describe("showArticle")
  async show(@Param("slug") slug: string, @Viewer() viewer: User | null): Promise<Shown> {
    return { article: await showArticle(slug, viewer) };
  }

  @Post()
  @Describe("createArticle")
  async create(@Viewer() viewer: User, @Body(bodyOf("createArticle")) body: { article: ArticleDraft }): Promise<Shown> {
    return seen(await createArticle(this.#db, viewer, body.article), viewer);
  }

  @Put(":slug")
  @Describe("updateArticle")
  async update(
    @Param("slug") slug: string,
    @Viewer() viewer: User,
    @Body(bodyOf("updateArticle")) body: { article: ArticleChanges },
  ): Promise<Shown> {
    return seen(await updateArticle(this.#db, viewer, slug, body.article), viewer);
  }

  @Delete(":slug")
  @Describe("deleteArticle")
  remove(@Param("slug") slug: string, @Viewer() viewer: User): Promise<void> {
    return deleteArticle(viewer, slug);
  }

  @Post(":slug/favorite")
  @Describe("favorite")
  async favorite(@Param("slug") slug: string, @Viewer() viewer: User): Promise<Shown> {
    return seen(await favorite(this.#db, viewer, slug), viewer);
  }

  @Delete(":slug/favorite")
  @Describe("unfavorite")
  async unfavorite(@Param("slug") slug: string, @Viewer() viewer: User): Promise<Shown> {
    return seen(await unfavorite(viewer, slug), viewer);
  }
}

async function seen({ id }: Article, viewer: User): Promise<Shown> {
  return { article: present(await articlesFor(viewer).find(id)) };
}
