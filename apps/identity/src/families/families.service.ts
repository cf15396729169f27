import { Injectable } from '@nestjs/common';
import type { Actor, ChildView } from '@ouderportaal/contracts';
import type { Tx } from '@ouderportaal/database';
import { FamiliesRepository } from './families.repository.js';

@Injectable()
export class FamiliesService {
  constructor(private readonly families: FamiliesRepository) {}

  mine(tx: Tx, actor: Actor): Promise<ChildView[]> {
    return this.families.childrenOf(tx, actor.personId);
  }
}
