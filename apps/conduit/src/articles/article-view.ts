import { Article, type User } from "../models/index.js";
import { only, type Profile, seenBy, seenProfile } from "../profiles/profile.js";

/** An article as the API shows it in a list. */
export interface ArticleSummary {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly tagList: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Whether the one who asks likes it. */
  readonly favorited: boolean;
  readonly favoritesCount: number;
  readonly author: Profile;
}

/** An article as the API shows it alone. */
export interface ArticleView extends ArticleSummary {
  readonly body: string;
}

/**
 * Articles with what is shown beside them, for one who asks: the articles with their numbers, the authors, the tags. Three
 * statements, for one article as for a hundred.
 */
export function articlesFor(viewer: User | null, articles = Article.all()) {
  return articles
    .with("tags", { author: seenBy(viewer) })
    .withCount("favorites", { fans: (users) => users.where(only(viewer)) });
}

/** An article that was read that way. */
export type SeenArticle = Awaited<ReturnType<typeof articlesFor>>[number];

/** What a list shows of an article. */
export function summarize(article: SeenArticle): ArticleSummary {
  const { slug, title, description, createdAt, updatedAt, tags, author, favoritesCount, fansCount } = article;
  return {
    slug,
    title,
    description,
    // In the order of the alphabet, which is the order that the model gives them.
    tagList: tags.map(({ name }) => name),
    createdAt,
    updatedAt,
    favorited: fansCount > 0,
    favoritesCount,
    author: seenProfile(author),
  };
}

/** What is shown of one article. */
export function present(article: SeenArticle): ArticleView {
  return { ...summarize(article), body: article.body };
}

/** The article of a slug. Throws `RecordNotFoundError`. */
export async function showArticle(slug: string, viewer: User | null): Promise<ArticleView> {
  return present(await articlesFor(viewer).findByOrFail({ slug }));
}
