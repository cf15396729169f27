import { Inject, Injectable } from '@nestjs/common';
import { isLoopback } from '@ouderportaal/contracts';
import { CONFIG } from '@ouderportaal/service';
import nodemailer from 'nodemailer';
import type { Readable } from 'node:stream';
import type { MailConfig } from '../config.js';
import type { Outcome } from './deliveries.rules.js';
import type { OutgoingMail } from './outgoing-mail.js';

export interface SmtpResult {
  outcome: Outcome;
  replyCode: number | null;
}

/** How many mails are on their way at once, each on a connection of its own. */
export const CONNECTIONS = 5;

/** No call lasts longer, whatever the server does. */
const DEADLINE_MS = 60_000;

/** Hands mails to the mail server, and says what is known about how that ended. */
@Injectable()
export class Smtp {
  private readonly transport;
  private readonly domain: string;
  /** Messages being sent, by Message-ID. One that was read to its end may have reached the server. */
  private readonly messages = new Map<string, Readable>();

  constructor(@Inject(CONFIG) private readonly config: MailConfig) {
    this.domain = config.MAIL_FROM.split('@').at(-1) ?? 'localhost';
    this.transport = nodemailer.createTransport({
      url: config.SMTP_URL,
      // Without this, whoever sits between only has to leave STARTTLS out of the server's greeting.
      requireTLS: !isLoopback(new URL(config.SMTP_URL).hostname),
      tls: { ca: config.SMTP_CA, minVersion: 'TLSv1.2' },
      pool: true,
      maxConnections: CONNECTIONS,
      // The queue alone decides on another try: one of the pool's own would not be written down.
      maxRequeues: 0,
      idleTimeout: 20_000,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.transport.use('stream', ({ data, message }, done) => {
      message.processFunc((stream) => {
        this.messages.set(data.messageId ?? '', stream);
        return stream;
      });
      done();
    });
  }

  /** Never rejects: whatever goes wrong is an outcome. */
  async send(mail: OutgoingMail): Promise<SmtpResult> {
    const messageId = `<${mail.mailId}@${this.domain}>`;
    try {
      const info = await this.transport.sendMail({
        // The same for every attempt, so that a mail that arrives twice is known as one.
        messageId,
        date: mail.date,
        from: { name: mail.senderName, address: this.config.MAIL_FROM },
        to: mail.to,
        // The envelope has this one address, whatever a header could be read as.
        envelope: { from: this.config.MAIL_FROM, to: [mail.to.address] },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'Content-Language': mail.language,
        },
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      return { outcome: 'accepted', replyCode: codeOf(info.response) };
    } catch (error) {
      return outcomeOf(error as SmtpError, this.messages.get(messageId)?.readableEnded ?? false);
    } finally {
      this.messages.delete(messageId);
    }
  }

  close(): void {
    this.transport.close();
  }
}

interface SmtpError {
  command?: string;
  responseCode?: number;
  response?: string;
}

/**
 * RFC 3463: no such mailbox or domain, mailbox disabled. Other refusals of a recipient (5.7.1, "relaying
 * denied") are as likely a mail server that is set up wrong, and that is worth another try.
 */
const NO_SUCH_ADDRESS = /^5\d\d[ -]5\.(1\.\d+|2\.1)\b/;

/** `isHandedOver`: the last line of the mail was passed on, so the server may have taken it. */
function outcomeOf(error: SmtpError, isHandedOver: boolean): SmtpResult {
  const replyCode = error.responseCode ?? null;
  if (replyCode === null) return { outcome: isHandedOver ? 'unknown' : 'unreachable', replyCode };
  const isForGood = error.command === 'RCPT TO' && NO_SUCH_ADDRESS.test(error.response ?? '');
  return { outcome: isForGood ? 'address-refused' : 'refused', replyCode };
}

function codeOf(response: string): number | null {
  return /^\d{3}/.test(response) ? Number(response.slice(0, 3)) : null;
}
