import type { SignInWords } from './sign-in.texts.nl.js';

export const en: SignInWords = {
  title: 'Sign in',
  debtorNumber: 'Debtor number',
  email: 'E-mail address',
  userNameHint: 'Staff sign in with their e-mail address.',
  password: 'Password',
  show: 'Show',
  hide: 'Hide',
  logIn: 'Sign in',
  busy: 'One moment …',
  needUserName: 'Fill in your user name.',
  needPassword: 'Fill in your password.',
  wait: (seconds) => `Try again in ${seconds} s`,
  other: 'Another organisation',
  accessibility: 'Accessibility',
  privacy: 'Privacy',
  disclosure: 'Report a vulnerability',
  which: 'Which childcare organisation?',
  code: 'Code of your organisation',
  codeHint:
    'It stands in your invitation, for example “de-zevensprong”. Or open the link of the letter.',
  needCode: 'Fill in the code of your organisation.',
  unknownCode: 'We do not know that code. Look in your invitation, or telephone your location.',
  next: 'Go on',
  before: 'Used before',
  title404: 'Organisation not found',
};
