import type { Database } from "@chakra-orm/core";
import { InjectDatabase } from "@chakra-orm/nestjs";
import { Controller, Get, Header, ServiceUnavailableException } from "@nestjs/common";

/** Tells whether the app can serve. */
@Controller("health")
export class HealthController {
  readonly #db: Database;

  constructor(@InjectDatabase() db: Database) {
    this.#db = db;
  }

  @Get()
  @Header("cache-control", "no-store")
  async show(): Promise<{ status: string }> {
    const { ok } = await this.#db.health();
    if (!ok) throw new ServiceUnavailableException();
    return { status: "ok" };
  }
}
