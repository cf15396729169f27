import { z } from 'zod';
import { event, rpc } from '../contract.js';
import { importInput, importOutcome } from '../imports.js';
import { BASE64 } from '../patterns.js';

/** What a logo may be: what every browser and mail program shows, and what cannot hold a script. */
export const LogoType = z.enum(['image/png', 'image/jpeg', 'image/webp']);
export type LogoType = z.infer<typeof LogoType>;

/** Bytes a logo may have; a mail shows it to a telephone. */
export const LOGO_MAX_BYTES = 262_144;
/** Pixels each side may have: what a picture unpacks to is what a reader's memory has to hold. */
export const LOGO_MAX_SIDE = 2_048;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Where the gateway gets a file, for a minute and for this file alone. */
export const FileLocation = z.object({
  url: z.url({ protocol: /^https?$/ }),
  mediaType: LogoType,
  bytes: z.int(),
  /** SHA-256 of the content, hexadecimal: other bytes have another. */
  version: Sha256,
});
export type FileLocation = z.infer<typeof FileLocation>;

export const logos = {
  record: rpc('media.logos.record', {
    route: 'PUT /operator/organisations/:organisation/logo',
    allow: ['operator'],
    bulk: true,
    effect: 'self-managed',
    idempotent: true,
    repeated: 'as-kept',
    summary: 'Record the logo of an organisation',
    description:
      'PNG, JPEG or WebP as base64, at most 256 KiB and 2048 pixels a side; what it is follows from its content, never from a name. It takes the place of the logo before it.',
    input: importInput({
      picture: z
        .string()
        .max(Math.ceil(LOGO_MAX_BYTES / 3) * 4)
        .regex(BASE64),
    }),
    output: importOutcome('Media', ['logo']),
    problems: ['picture-refused', 'not-found'],
  }),
  locate: rpc('media.logos.locate', {
    route: 'internal',
    allow: ['gateway'],
    effect: 'read',
    summary: 'Where the gateway gets the logo of an organisation',
    input: z.strictObject({}),
    output: z.object({ file: FileLocation.nullable() }),
  }),
};

/** The organisation has a logo, or another one: `version` is the SHA-256 of its content. */
export const logoRecorded = event('media.events.logo-recorded', z.object({ version: Sha256 }));
