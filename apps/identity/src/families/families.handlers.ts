import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, identity } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { FamiliesRepository } from './families.repository.js';

@Controller()
export class FamiliesHandlers {
  constructor(private readonly families: FamiliesRepository) {}

  @Handles(identity.families.mine)
  async mine(tx: ReadTx, actor: Actor) {
    return { children: await this.families.childrenOf(tx, actor.personId) };
  }
}
