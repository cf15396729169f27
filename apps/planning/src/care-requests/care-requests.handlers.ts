import { Controller } from '@nestjs/common';
import { Handles } from '@ouderportaal/bus';
import { type Actor, Id, planning } from '@ouderportaal/contracts';
import { readCursor, toPage, type Tx } from '@ouderportaal/database';
import type { z } from 'zod';
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
  preview(actor: Actor, request: z.output<typeof contracts.preview.input>, tx: Tx) {
    return this.requests.preview(tx, actor, request);
  }

  @Handles(contracts.submit)
  submit(actor: Actor, request: z.output<typeof contracts.submit.input>, tx: Tx) {
    return this.requests.submit(tx, actor, request);
  }

  @Handles(contracts.list)
  async list(actor: Actor, page: z.output<typeof contracts.list.input>, tx: Tx) {
    const { status = null, limit, cursor } = page;
    const before = readCursor(cursor, Id);
    const rows = await this.requests.overview(tx, actor, { status, before, limit });
    return toPage(rows, limit, ({ bookingId }) => bookingId);
  }

  @Handles(contracts.get)
  get(actor: Actor, { requestId }: z.output<typeof contracts.get.input>, tx: Tx) {
    return this.reader.get(tx, actor, requestId);
  }

  @Handles(contracts.cancel)
  cancel(actor: Actor, which: z.output<typeof contracts.cancel.input>, tx: Tx) {
    return this.requests.cancel(tx, actor, which);
  }
}
