import { type Mailbox, serviceUnderTest, type ServiceUnderTest } from '@ouderportaal/testing';
import { MailKinds } from '../../src/mails/mail-kind.js';
import { MessagingModule } from '../../src/messaging.module.js';
import { messaging } from '../../src/service.js';

/** Messaging, with a mail server of the test's own; with other kinds of mail where the test has some. */
export function messagingUnderTest(
  mailbox: Mailbox,
  environment: Readonly<Record<string, string>> = {},
  kinds?: MailKinds,
): ServiceUnderTest {
  const module = {
    module: MessagingModule,
    providers: kinds ? [{ provide: MailKinds, useValue: kinds }] : [],
  };
  return serviceUnderTest(
    { ...messaging, module },
    {
      environment: () => ({
        SMTP_URL: mailbox.url(),
        MAIL_FROM: 'no-reply@portaal.example',
        ...environment,
      }),
    },
  );
}
