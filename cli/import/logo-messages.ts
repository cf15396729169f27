import { media } from '@ouderportaal/contracts';

import type { LogoFile } from './logo-file.js';
import type { Message } from './messages.js';

/** One, or none where the folder has no logo. */
export function* logoMessages(logo: LogoFile | undefined): Generator<Message> {
  if (logo === undefined) return;
  const place = { file: logo.file, line: null, column: null };
  yield {
    contract: media.logos.record,
    title: 'logo',
    body: { picture: logo.picture.toString('base64') },
    placeOf: () => place,
  };
}
