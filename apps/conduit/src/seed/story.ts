/** An article of the demo content, with what happened to it. */
export interface Story {
  readonly author: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Paragraphs, in Markdown. */
  readonly body: readonly string[];
  /** Usernames. */
  readonly likedBy?: readonly string[];
  readonly comments?: readonly { readonly by: string; readonly text: string }[];
}
