import type { ReadTx } from '@ouderportaal/database';
import type { RenderedMail } from './outgoing-mail.js';

/** A mail whose recipient and organisation are known. */
export interface ReadyMail {
  rendered: RenderedMail;
  /** Not stored yet: it was rendered just now. */
  isNew: boolean;
  senderName: string;
  /** Null where the recipient has no address that works. */
  to: { name: string; address: string | null };
}

export type DeliveryFailure = 'no-address' | 'address-refused' | 'given-up' | 'outcome-unknown';

/**
 * Where mails come from. The delivery knows how a mail reaches the mail server and nothing of what it
 * says; whoever writes mails implements this, and is asked within the delivery's own transactions.
 */
export abstract class MailSource {
  /**
   * The mail as it may leave now; nobody changes the recipient's address until the transaction ends.
   * `not-yet`: it cannot be rendered today, ask again later. Null: there is no such mail.
   */
  abstract ready(tx: ReadTx, mailId: string): Promise<ReadyMail | 'not-yet' | null>;

  /** From now on the mail is this, whatever becomes of its delivery. */
  abstract store(tx: ReadTx, mailId: string, rendered: RenderedMail): Promise<void>;

  /** Where the mail would go now; nobody changes that until the transaction ends. */
  abstract addressHeld(tx: ReadTx, mailId: string): Promise<string | null>;

  abstract sent(tx: ReadTx, mailId: string, at: Date): Promise<void>;

  abstract failed(tx: ReadTx, mailId: string, failure: DeliveryFailure): Promise<void>;
}
