import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import type { Actor } from '@ouderportaal/contracts';
import type { GatewayConfig } from '../config.js';
import type { Credentials } from './credentials.js';
import { Organisations } from './organisations.js';
import { GATEWAY } from './sessions.js';
import { CONFIG } from '../http/tokens.js';

const OPERATOR: Actor = { ...GATEWAY, role: 'operator' };

/** The platform team: one token, known by its hash, for one organisation at a time. */
@Injectable()
export class Operators {
  private readonly digest: Buffer | null;

  constructor(
    @Inject(CONFIG) { OPERATOR_TOKEN_HASH }: GatewayConfig,
    private readonly organisations: Organisations,
  ) {
    this.digest = OPERATOR_TOKEN_HASH ? Buffer.from(OPERATOR_TOKEN_HASH, 'hex') : null;
  }

  /** The operator, of no organisation yet; null when these are not the operator's. */
  known({ digest, source }: Credentials): Actor | null {
    if (!this.digest || source !== 'bearer') return null;
    return timingSafeEqual(digest, this.digest) ? OPERATOR : null;
  }

  /** Works on the organisation that the path names; the nil UUID where there is none of that name. */
  async actorFor(organisation: unknown, context: CallContext): Promise<Actor> {
    return { ...OPERATOR, tenantId: await this.organisations.tenantOf(organisation, context) };
  }
}
