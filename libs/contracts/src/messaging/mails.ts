import { z } from 'zod';
import { rpc } from '../contract.js';
import { Cursor, Id, pageOf, PageLimit } from '../shared.js';

/** What a mail is about; with its cause and recipient the natural key: one mail each, ever. */
export const MailKind = z.enum(['request-receipt', 'request-decided', 'request-withdrawn']);
export type MailKind = z.infer<typeof MailKind>;

export const MailSummary = z
  .object({
    mailId: Id,
    kind: MailKind,
    subject: z.string(),
    createdAt: z.iso.datetime(),
    /** `sent`: the mail server took it; `failed`: given up, still readable here. */
    status: z.enum(['waiting', 'sent', 'failed']),
  })
  .meta({ id: 'MailSummary' });
export type MailSummary = z.infer<typeof MailSummary>;

export const MailView = MailSummary.extend({ text: z.string(), html: z.string() }).meta({
  id: 'Mail',
});
export type MailView = z.infer<typeof MailView>;

export const mails = {
  list: rpc('messaging.mails.list', {
    route: 'GET /mails',
    allow: ['parent'],
    summary: 'The mails that were sent to me',
    description: 'Newest first; also those that did not arrive.',
    input: z.strictObject({ limit: PageLimit, cursor: Cursor.optional() }),
    output: pageOf(MailSummary).meta({ id: 'MailPage' }),
  }),
  get: rpc('messaging.mails.get', {
    route: 'GET /mails/:mailId',
    allow: ['parent'],
    summary: 'One mail as it was sent',
    input: z.strictObject({ mailId: Id }),
    output: MailView,
    problems: ['not-found'],
  }),
};
