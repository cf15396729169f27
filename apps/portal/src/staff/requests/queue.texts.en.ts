import type { QueueWords } from './queue.texts.nl.js';

export const en: QueueWords = {
  title: 'Requests',
  count: (count) => `${count} waiting`,
  none: 'Nothing waits. New requests come here by themselves.',
  together: 'Only if it is possible for all',
  approve: 'Approve',
  approveNamed: (who, day) => `Approve: ${who}, ${day}`,
  reject: 'Reject …',
  rejectNamed: (who, day) => `Reject: ${who}, ${day}`,
  busy: 'One moment …',
  rejectTitle: 'Reject the request',
  reason: 'Reason, for the parent to read',
  reasons: [
    'The group is full on that day.',
    'There are too few staff on that day.',
    'This is possible on a fixed day only.',
  ],
  other: 'Another reason',
  needReason: 'Choose or write a reason.',
  confirmReject: 'Reject',
  approved: (who) => `Approved: ${who}.`,
  rejected: (who) => `Rejected: ${who}.`,
  occupancy: 'Occupancy',
  dayPart: 'Part of the day',
  place: (planned, extra, requested, capacity, free) =>
    capacity === null
      ? `${planned + extra} expected, ${requested} requested; not counted`
      : `${planned + extra} + ${requested} of ${capacity}, ${free ?? 0} free`,
  full: 'FULL',
  obstacle: {
    'access-ended': 'The parent has no access any more.',
    'placement-ended': 'The placement has ended on that day.',
    'group-changed': 'The child is in another group meanwhile.',
    'closed-since': 'The day was closed meanwhile.',
    'no-longer-offered': 'These times are not offered any more.',
    'planned-since': 'The child is planned meanwhile.',
    'no-place-left': 'There is no place.',
  },
  needsManager: 'Concerns a group that you do not work for: a manager decides.',
  remark: 'Remark',
  lapses: (day) => `lapses ${day}`,
  age: (days) => (days === 0 ? 'asked today' : days === 1 ? '1 day old' : `${days} days old`),
  keys: 'On a card: A approves, X rejects.',
  more: 'There is more; deal with these first.',
};
