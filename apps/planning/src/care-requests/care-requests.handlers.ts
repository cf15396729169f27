import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, type Input, planning } from '@ouderportaal/contracts';
import type { ReadTx, Tx } from '@ouderportaal/database';
import { CareRequestReader } from './care-request-reader.js';
import { CareRequestsService } from './care-requests.service.js';

const { careRequests: contracts } = planning;

@Controller()
export class CareRequestsHandlers {
  constructor(
    private readonly requests: CareRequestsService,
    private readonly reader: CareRequestReader,
  ) {}

  @Handles(contracts.preview)
  preview(tx: ReadTx, actor: Actor, request: Input<typeof contracts.preview>) {
    return this.requests.preview(tx, actor, request);
  }

  @Handles(contracts.submit)
  submit(tx: Tx, actor: Actor, request: Input<typeof contracts.submit>) {
    return this.requests.submit(tx, actor, request);
  }

  @Handles(contracts.list)
  list(tx: ReadTx, actor: Actor, page: Input<typeof contracts.list>) {
    return this.reader.list(tx, actor, page);
  }

  @Handles(contracts.get)
  get(tx: ReadTx, actor: Actor, { requestId }: Input<typeof contracts.get>) {
    return this.reader.get(tx, actor, requestId);
  }

  @Handles(contracts.cancel)
  cancel(tx: Tx, actor: Actor, which: Input<typeof contracts.cancel>) {
    return this.requests.cancel(tx, actor, which);
  }
}
