import { mails } from './mails.js';

export const messaging = { mails, events: {} };

export * from './mails.js';
