import type { HelpTexts } from './help.js';

export const en: HelpTexts = {
  'sign-in': {
    about: ['Here you sign in to your childcare organisation.'],
    questions: [
      ['What is my user name?', 'It stands in the letter or mail that invited you.'],
      ['I do not know my password any more', 'Telephone your location: they will help you.'],
      ['How long do I stay signed in?', 'On your own phone up to 90 days, as long as you use it.'],
    ],
  },
  about: { about: ['How the portal treats your data.'], questions: [] },
  child: {
    about: ['What is planned for your children, today and in the next weeks.'],
    questions: [
      [
        'How do I ask for an extra day?',
        'Choose Calendar, choose a day, and choose the times there.',
      ],
      [
        'I do not see one of my children',
        'Telephone your location: they link the child to your account.',
      ],
    ],
  },
  agenda: {
    about: [
      'The calendar shows on which days your children come and what you asked for, month by month.',
      'Choose a day to see what is planned and what you can ask for.',
    ],
    questions: [
      [
        'What do the marks mean?',
        '● planned, ◌ requested, ■ approved, ✕ rejected. A striped day is closed.',
      ],
      ['Why can I not choose something?', 'The reason stands beside it, with what is possible.'],
      ['Is my request certain at once?', 'No. The location decides; a mail brings you the answer.'],
    ],
  },
  request: {
    about: ['Ask for care on several days, or for a whole period, at once.'],
    questions: [
      ['What if I am interrupted?', 'What you filled in is kept. Come back and go on.'],
      ['What is “lapses on”?', 'If nobody has decided by then, your request lapses by itself.'],
    ],
  },
  requests: {
    about: ['All your requests, newest first, and what became of them.'],
    questions: [
      [
        'Can I cancel a request?',
        'As long as nobody decided and the rules of your organisation allow it.',
      ],
      ['Why was my request rejected?', 'The reason stands with the request.'],
    ],
  },
  more: {
    about: ['Your account, what the portal looks like, and where you are signed in.'],
    questions: [
      ['I lost my phone', 'Sign that device out here, or sign out everywhere.'],
      [
        'Can I use several accounts?',
        'Yes: choose “Another account”. Each tab has its own account.',
      ],
    ],
  },
  mails: {
    about: ['Every mail that we sent you, also those that did not arrive.'],
    questions: [['A mail did not come', 'Look in your spam. You can always read it here.']],
  },
  'staff-requests': {
    about: [
      'Requests that wait for an answer of your groups, by day.',
      'What has to be judged together is one card.',
    ],
    questions: [
      [
        'I approved something by mistake',
        'Choose “Take back” within a minute. The mail has not left by then.',
      ],
      ['Does it work with the keyboard?', 'Yes: on a card A approves and X rejects.'],
    ],
  },
  'staff-planning': {
    about: ['The week by group: planned, extra, requested and free.'],
    questions: [['Why is there no number?', 'Places are not counted for that group.']],
  },
};
