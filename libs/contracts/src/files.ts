import { z } from 'zod';
import type { Role } from './actor.js';
import { type Rpc, rpc } from './contract.js';
import * as media from './media/index.js';
import { OrganisationSlug } from './shared.js';

/**
 * A file that the gateway streams. The service that keeps it says where it lies, for a minute; the bytes go
 * from the object store through the gateway and are never held there.
 */
export interface StreamedFile {
  readonly kind: 'file';
  /** The file as an operation of the gateway: its route, its rights, its documentation. */
  readonly contract: Rpc;
  /** Asked for the location, in the name of the organisation of the path. */
  readonly locate: typeof media.logos.locate;
  /** What it may be. */
  readonly mediaTypes: readonly string[];
}

const everybody: readonly Role[] = ['anonymous', 'parent', 'staff', 'manager'];

/** Where an organisation's logo is, as a path of the portal's own origin. */
export function logoPath(slug: string): string {
  return `/api/organisations/${slug}/logo`;
}

/** What the gateway streams. */
export const files: Readonly<Record<string, StreamedFile>> = {
  logo: {
    kind: 'file',
    contract: rpc('gateway.files.logo', {
      route: 'GET /organisations/:organisation/logo',
      allow: everybody,
      summary: 'The logo of an organisation',
      description:
        'Public: the login page and mails show it. Has an ETag, takes If-None-Match and one range; may be kept for five minutes.',
      input: z.strictObject({ organisation: OrganisationSlug }),
      output: z.unknown(),
      problems: ['not-found', 'range-not-satisfiable'],
    }),
    locate: media.logos.locate,
    mediaTypes: media.LogoType.options,
  },
};
