import { buffer } from 'node:stream/consumers';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
// Not through the library's entry: this image holds what catches mail, and nothing else.
import { MailStore } from '../../../libs/backing-services/src/mail-store.js';
import { mailWebServer } from '../../../libs/backing-services/src/mail-web.js';
import { certificateFiles } from './environment.js';

/** Catches mail on 1025 and shows it on 8025, as Mailpit does; for a network of containers only. */
async function main(): Promise<void> {
  const store = await MailStore.open(await mkdtemp(join(tmpdir(), 'mails-')));
  const smtp = new SMTPServer({
    ...encryption(),
    disabledCommands: ['AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
      buffer(stream)
        .then((content) => store.add(content, recipients))
        .then(
          () => done(),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
    },
  });
  smtp.listen(1025, '0.0.0.0');
  mailWebServer(store).listen(8025, '0.0.0.0');
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
}

/** Nobody gives it a mail without encryption, as with Mailpit's `MP_SMTP_REQUIRE_STARTTLS`. */
function encryption() {
  const { cert, key } = certificateFiles();
  return {
    cert: readFileSync(cert),
    key: readFileSync(key),
    onMailFrom: (_from: unknown, { secure }: { secure: boolean }, done: (no?: Error) => void) =>
      secure ? done() : done(new Error('Must issue a STARTTLS command first')),
  };
}

await main();
