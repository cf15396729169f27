import { buffer } from 'node:stream/consumers';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
// Not through the library's entry: this image holds what catches mail, and nothing else.
import { MailStore } from '../../../libs/backing-services/src/mail-store.js';
import { mailWebServer } from '../../../libs/backing-services/src/mail-web.js';

/** Catches mail on 1025 and shows it on 8025, as Mailpit does; for a network of containers only. */
async function main(): Promise<void> {
  const store = await MailStore.open(await mkdtemp(join(tmpdir(), 'mails-')));
  const smtp = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
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

await main();
