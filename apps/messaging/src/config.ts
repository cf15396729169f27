import { addressOf, authority } from '@ouderportaal/process';
import { z } from 'zod';

/** Settings of the mail server. */
export const mailConfig = {
  /**
   * `smtp://user:password@host:port`, `smtps://` for TLS from the first byte. A server that is not on
   * this machine has to offer STARTTLS, or gets nothing. Nodemailer's options may follow as a query; in
   * production only those that take nothing of that away.
   */
  SMTP_URL: addressOf('mail', z.url({ protocol: /^smtps?$/ })),
  /** Authority of the mail server's certificate. */
  SMTP_CA: authority,
  /** Sender's address; the name beside it is the organisation's. */
  MAIL_FROM: z.email().default('no-reply@ouderportaal.example'),
};

export type MailConfig = z.infer<z.ZodObject<typeof mailConfig>>;
