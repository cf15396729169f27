import { type Mailbox, serviceUnderTest, type ServiceUnderTest } from '@ouderportaal/testing';
import type { MailConfig } from '../../src/config.js';
import { schema } from '../../src/database/schema.js';
import { definition } from '../../src/definition.js';
import type { MailKinds } from '../../src/mails/mail-kind.js';
import { MessagingModule } from '../../src/messaging.module.js';

/** Messaging, with a mail server of the test's own; with other kinds of mail where the test has some. */
export function messagingUnderTest(
  mailbox: Mailbox,
  given: Partial<MailConfig> = {},
  kinds?: MailKinds,
): ServiceUnderTest {
  return serviceUnderTest({
    definition,
    schema,
    hears: ['identity', 'planning'],
    module: () =>
      MessagingModule.with(
        {
          SMTP_URL: mailbox.url(),
          MAIL_FROM: 'no-reply@portaal.example',
          NODE_ENV: 'test',
          ...given,
        },
        kinds,
      ),
  });
}
