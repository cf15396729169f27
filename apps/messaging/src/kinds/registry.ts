import { MailKinds } from '../mails/mail-kind.js';
import { requestDecided } from './request-decided/request-decided.kind.js';
import { requestReceipt } from './request-receipt/request-receipt.kind.js';
import { requestWithdrawn } from './request-withdrawn/request-withdrawn.kind.js';

/** Everything that messaging tells people by mail. A new kind is a folder beside this file, and a line here. */
export const kinds = new MailKinds([requestReceipt, requestDecided, requestWithdrawn]);
