export * from './logos.js';

export const events = {};
