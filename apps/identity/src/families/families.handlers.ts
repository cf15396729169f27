import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, identity } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { FamiliesService } from './families.service.js';

@Controller()
export class FamiliesHandlers {
  constructor(private readonly families: FamiliesService) {}

  @Handles(identity.families.mine)
  async mine(actor: Actor, _input: object, tx: Tx): Promise<{ children: identity.ChildView[] }> {
    return { children: await this.families.mine(tx, actor) };
  }
}
