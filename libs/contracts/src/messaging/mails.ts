import { z } from 'zod';
import { rpc } from '../contract.js';
import { Cursor, Id, Instant, pageOf, PageLimit } from '../shared.js';

/**
 * What kind of news a mail brings; with its cause and recipient the natural key: one mail each, ever. An
 * open list: a release may bring kinds that its readers do not know yet.
 */
export const MailKind = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*$/, 'Lower-case words with hyphens')
  .meta({
    description: 'What kind of news the mail brings. New kinds may come.',
    examples: ['request-receipt'],
  });

export const MailSummary = z
  .object({
    mailId: Id,
    kind: MailKind,
    subject: z.string(),
    createdAt: Instant,
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
