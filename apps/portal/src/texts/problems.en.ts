import type { ProblemTexts } from './problem-texts.js';

export const en: ProblemTexts = {
  unreachable: ['No connection', 'Check your internet. What you filled in is kept.'],
  internal: [
    'Something went wrong on our side',
    'Try again in a moment. If it stays, report the number.',
  ],
  'service-unavailable': ['This does not work just now', 'Try again in a few minutes.'],
  'service-busy': ['It is busy', 'Try again in a few seconds.'],
  'service-timeout': ['No answer came', 'Try again; sending it twice does no harm.'],
  'too-many-requests': ['One moment', 'A lot came at once. Wait a few seconds.'],
  'login-failed': ['Signing in did not work', 'The user name or the password is not right.'],
  'too-many-attempts': ['Too many attempts', 'Wait until the time is over, then try again.'],
  'not-signed-in': ['You are not signed in', 'Sign in and try again.'],
  'not-allowed': ['This is not for you', 'It does not exist, or is not for you.'],
  'not-found': ['Not found', 'It does not exist, or is not for you.'],
  'read-only-access': [
    'You can only look',
    'You cannot ask for or change anything for this child.',
  ],
  'idempotency-key-reused': [
    'Your earlier try did arrive',
    'Look at your requests to see what was sent.',
  ],
  'invalid-input': ['Something is not right', 'Check what you filled in.'],
  'date-in-the-past': ['That day is over', 'Choose a day from today on.'],
  'date-range-invalid': [
    'This period is not possible',
    'Choose a shorter one that begins before it ends.',
  ],
  'request-too-early': ['That day is too far ahead', 'Choose a day that is nearer.'],
  'request-too-late': ['It is too late for that day', 'Choose a later day, or call the location.'],
  'outside-placement': ['Your child has no place then', 'Choose a day within the placement.'],
  'daypart-not-offered': [
    'That part of the day is not offered',
    'Choose other times or another day.',
  ],
  'already-planned': [
    'Your child is planned already',
    'Choose times at which your child does not come yet.',
  ],
  'already-requested': [
    'This was asked for already',
    'Wait for the answer, or cancel the earlier request.',
  ],
  'closed-on-date': ['We are closed on that day', 'Choose another day.'],
  'nothing-to-request': [
    'Nothing is possible in this period',
    'Choose a period in which it is offered.',
  ],
  'whole-needs-one-day': [
    'All or none works for one day only',
    'Switch it off, or ask for each day apart.',
  ],
  'last-date-invalid': [
    'That last day is not possible',
    'Choose a day from today to the day asked for.',
  ],
  'take-back-too-late': [
    'This cannot be taken back any more',
    'The family has been told or will be. Call them if something must change.',
  ],
  'request-not-open': [
    'This request was dealt with',
    'Somebody was first. The list is up to date now.',
  ],
  'cancel-not-allowed': ['It can no longer be cancelled', 'Call the location if it has to be.'],
  'no-place-left': ['There is no place left', 'The last place was given away just now.'],
  'access-ended': ['The parent has no access any more', 'Refuse the request with a reason.'],
  'placement-ended': ['The placement has ended', 'The child has no place on that day any more.'],
  'group-changed': ['The child is in another group', 'The request is for the former group.'],
  'closed-since': ['That day was closed meanwhile', 'The closure came after the request.'],
  'no-longer-offered': [
    'These times no longer exist',
    'What is offered changed after the request.',
  ],
  'planned-since': ['The child is planned meanwhile', 'The care is in the weekly pattern already.'],
  'decide-as-a-whole': ['These belong together', 'Approve all of it, or refuse all of it.'],
};
