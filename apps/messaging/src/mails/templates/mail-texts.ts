import type { messaging, planning } from '@ouderportaal/contracts';

/**
 * The words of one language as Handlebars templates over `MailContent`. They are modules, not `.hbs`
 * files: so they are in `dist`, in Jest and in a container without a copy step or a path that differs.
 *
 * Prose is written once, as plain text; an empty line begins a paragraph. The HTML mail is made of the
 * same paragraphs, escaped by the layout. Partials: `{{> when}}` is the day, or the number of days.
 */
export interface MailTexts {
  when: string;
  greeting: string;
  columns: { day: string; time: string; child: string; status: string };
  status: Record<planning.BookingStatus, string>;
  /** Over one booking: `from`, `until`. */
  time: string;
  /** Over one booking: `child`. */
  child: string;
  more: string;
  linkLabel: string;
  /** Above the address itself, for who does not trust a button. */
  linkHint: string;
  closing: string;
  footer: string;
  kinds: Record<
    messaging.MailKind,
    { subject: string; heading: string; before: string; after: string }
  >;
}
