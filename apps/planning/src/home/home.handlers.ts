import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, planning } from '@ouderportaal/contracts';
import type { ReadTx } from '@ouderportaal/database';
import { HomeService } from './home.service.js';

@Controller()
export class HomeHandlers {
  constructor(private readonly home: HomeService) {}

  @Handles(planning.home.get)
  get(tx: ReadTx, actor: Actor): Promise<planning.HomeCare> {
    return this.home.get(tx, actor);
  }
}
