import { readConfig, serviceConfig } from '@ouderportaal/process';
import { z } from 'zod';

/** How mails leave the house. */
const mailConfig = {
  /**
   * `smtp://user:password@host:port`, `smtps://` for TLS from the first byte. Nodemailer's options may
   * follow as a query; a server that is not on this machine should get `?requireTLS=true`.
   */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  /** Sender's address; the name beside it is the organisation's. */
  MAIL_FROM: z.email().default('no-reply@ouderportaal.example'),
};

export type MailConfig = z.infer<z.ZodObject<typeof mailConfig>> & {
  /** Only `development` has the preview pages. */
  NODE_ENV: 'development' | 'production' | 'test';
};

/** The only reader of the environment in this service. */
export function loadConfig() {
  return readConfig('messaging', { ...serviceConfig, ...mailConfig }, process.env);
}
