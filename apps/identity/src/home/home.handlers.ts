import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, identity } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { FamiliesRepository } from '../families/families.repository.js';
import { SessionsService } from '../sessions/sessions.service.js';

/** Identity's part of a parent's first page. */
@Controller()
export class HomeHandlers {
  constructor(
    private readonly sessions: SessionsService,
    private readonly families: FamiliesRepository,
  ) {}

  @Handles(identity.home.get)
  async get(tx: ReadTx, actor: Actor): Promise<identity.HomePerson> {
    const [person, children] = await Promise.all([
      this.sessions.current(tx, actor),
      this.families.childrenOf(tx, actor.personId),
    ]);
    return { person, children };
  }
}
