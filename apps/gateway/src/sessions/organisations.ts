import { Injectable } from '@nestjs/common';
import type { CallContext } from '@ouderportaal/bus';
import { Bus } from '@ouderportaal/bus/runtime';
import { identity, NOBODY, OrganisationSlug } from '@ouderportaal/contracts';
import { GATEWAY } from './sessions.js';

/** From the name of an organisation in a path to its tenant. */
@Injectable()
export class Organisations {
  constructor(private readonly bus: Bus) {}

  /** The nil UUID where there is none of that name. */
  async tenantOf(organisation: unknown, context: CallContext): Promise<string> {
    const slug = OrganisationSlug.safeParse(organisation);
    if (!slug.success) return NOBODY;
    const { tenantId } = await this.bus.request(
      identity.organisations.resolve,
      GATEWAY,
      { organisation: slug.data },
      context,
    );
    return tenantId ?? NOBODY;
  }
}
