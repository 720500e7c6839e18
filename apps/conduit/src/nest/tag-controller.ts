import { Controller, Get } from "@nestjs/common";
import { listTags } from "../tags/tag-list.js";
import { Describe } from "./describe.js";

/** Shows the tags that articles have. */
@Controller("api/tags")
export class TagController {
  @Get()
  @Describe("listTags")
  async list(): Promise<{ tags: string[] }> {
    return { tags: await listTags() };
  }
}
