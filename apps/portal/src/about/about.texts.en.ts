import type { AboutWords } from './about.texts.nl.js';

export const en: AboutWords = {
  privacy: {
    title: 'Privacy',
    paragraphs: [
      'Your data belong to you and your child. Your childcare organisation uses them to look after your child and to talk with you, and for nothing else.',
      'Only who works with your child sees data of your child. Other parents see nothing of yours.',
      'This portal uses one cookie: it remembers that you are signed in. There are no cookies of others and nobody follows what you do.',
      'Your device keeps what you can read without a connection, for seven days at most. Signing out wipes it.',
      'Would you like to know what is kept of you, or have something corrected or removed? Ask your childcare organisation.',
    ],
  },
  toegankelijkheid: {
    title: 'Accessibility',
    paragraphs: [
      'The portal is made after WCAG 2.2, level AA. Every screen is tested with every change: by an automatic check (axe) and by keyboard alone. It is tried at 320 pixels wide, with text at 200 %, in light and dark. They know of no fault now.',
      'What those checks do not see may still be wrong. Are you stuck somewhere? Tell your childcare organisation; name the screen and what you use.',
    ],
  },
  'kwetsbaarheid-melden': {
    title: 'Report a vulnerability',
    paragraphs: [
      'Did you find a leak? Report it to your childcare organisation, with what you did and saw, so that we can do the same.',
      'Do not look into data of others, change nothing, and tell nobody before it is mended. Who keeps to that has nothing to fear from us.',
    ],
  },
};
