import type { Language } from '@ouderportaal/contracts';

/** A mail as it is stored and sent. */
export interface RenderedMail {
  language: Language;
  subject: string;
  html: string;
  text: string;
}

/** A mail with its addresses, ready for the mail server. */
export interface OutgoingMail extends RenderedMail {
  mailId: string;
  /** Who it comes from, as the reader sees it: the organisation. */
  senderName: string;
  to: { name: string; address: string };
  date: Date;
}
