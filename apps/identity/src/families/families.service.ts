import { Injectable } from '@nestjs/common';
import type { Actor, identity } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { FamiliesRepository } from './families.repository.js';

@Injectable()
export class FamiliesService {
  constructor(private readonly families: FamiliesRepository) {}

  mine(tx: Tx, actor: Actor): Promise<identity.ChildView[]> {
    return this.families.childrenOf(tx, actor.personId);
  }
}
