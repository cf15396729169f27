import { Controller, Req, Res } from '@nestjs/common';
import { Bus } from '@ouderportaal/bus/runtime';
import { type Actor, identity, planning, streams } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../routes/call-context.js';
import { operationOf } from '../routes/operations.js';
import { RouteOf } from '../routes/route-of.js';
import { LiveStreams } from './live-streams.js';
import type { Audience } from './live.rules.js';

const TYPE = 'text/event-stream';
const changes = operationOf(streams.changes);

/** Changes as they happen, for as long as somebody looks. */
@Controller()
export class LiveController {
  constructor(
    private readonly bus: Bus,
    private readonly streams: LiveStreams,
  ) {}

  @RouteOf(streams.changes)
  async listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    changes.read(request);
    const { actor, visit } = request.state;
    if (!actor) throw new Error('The guard has not run');
    const stream = this.streams.open(await this.audienceOf(actor, request));
    // It is no work while it waits: it holds no slot, and its minutes are no time of an answer.
    visit?.leave();
    request.state.isLasting = true;
    if (!request.headers.accept?.includes(TYPE)) stream.end();
    void reply.header('content-type', TYPE).header('x-accel-buffering', 'no').send(stream.body);
  }

  private async audienceOf(actor: Actor, request: FastifyRequest): Promise<Audience> {
    const context = contextOf(request);
    if (actor.role === 'parent') {
      const { children } = await this.bus.request(identity.families.mine, actor, {}, context);
      const childIds = new Set(children.map(({ childId }) => childId));
      return { actor, childIds, groupIds: new Set() };
    }
    const groups = await this.bus.request(planning.queue.groups, actor, {}, context);
    return { actor, childIds: new Set(), groupIds: new Set(groups.map(({ groupId }) => groupId)) };
  }
}
