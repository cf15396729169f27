import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, type Input, media } from '@ouderportaal/contracts';
import type { ReadTx, SelfManagedCall } from '@ouderportaal/database';
import { LogosService } from './logos.service.js';

const { logos: contracts } = media;

@Controller()
export class LogosHandlers {
  constructor(private readonly logos: LogosService) {}

  @Handles(contracts.record)
  record(call: SelfManagedCall, actor: Actor, input: Input<typeof contracts.record>) {
    return this.logos.record(call, actor, input);
  }

  @Handles(contracts.locate)
  async locate(tx: ReadTx) {
    return { file: await this.logos.locate(tx) };
  }
}
