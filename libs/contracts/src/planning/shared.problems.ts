import { problem } from '../problem.js';

/** What several of planning’s operations can end in. */
export const planningProblems = {
  'read-only-access': problem(
    403,
    [
      'Your access to this child is read-only',
      'Ask the other parent to do it, or discuss your access with the organisation.',
    ],
    [
      'U kunt de gegevens van dit kind alleen lezen',
      'Vraag de andere ouder, of bespreek uw toegang met de organisatie.',
    ],
  ),
  'date-in-the-past': problem(
    422,
    ['The day has passed', 'Choose a day from {today} on.'],
    ['Die dag is voorbij', 'Kies een dag vanaf {today}.'],
  ),
  'date-range-invalid': problem(
    422,
    [
      'The period is not valid',
      'Let it end on or after its first day and span at most {days} days.',
    ],
    [
      'De periode klopt niet',
      'Laat die op of na de eerste dag eindigen en hoogstens {days} dagen duren.',
    ],
  ),
};
