import type { ChildWords } from './child.texts.nl.js';

export const en: ChildWords = {
  title: 'My child',
  which: 'Which child?',
  all: 'All',
  today: 'Today',
  nothingToday: (name) => `${name} does not come today.`,
  nothingTodayAll: 'Nobody comes today.',
  next: 'Next',
  noCare: 'Nothing is planned in the next four weeks.',
  waiting: 'Waiting for an answer',
  waitingNone: 'Nothing waits for an answer.',
  askExtra: 'Ask for extra care',
  allRequests: 'All requests',
  toCalendar: 'To the calendar',
  away: 'This part cannot be shown just now',
  noChildren: 'No child is linked to your account yet. Telephone your location.',
  readOnly: (name) => `For ${name} you can only look.`,
  until: (day) => `answer around ${day}`,
};
