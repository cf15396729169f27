/** What a screen's help says (R222): what it is for, and answers to what people ask. */
export interface Help {
  about: readonly string[];
  questions: readonly (readonly [question: string, answer: string])[];
}

const SCREENS = [
  'sign-in',
  'about',
  'child',
  'agenda',
  'request',
  'requests',
  'more',
  'mails',
  'staff-requests',
  'staff-planning',
] as const;

/** The screens; one without a help text does not compile. */
export type HelpName = (typeof SCREENS)[number];

export type HelpTexts = Record<HelpName, Help>;

export const isHelpName = (name: string): name is HelpName =>
  (SCREENS as readonly string[]).includes(name);
