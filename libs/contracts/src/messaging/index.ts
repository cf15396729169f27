export * from './mails.js';

export const events = {};
