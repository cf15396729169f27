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
    ['The day has passed', 'Choose today or a later day[: {today} is the first].'],
    ['Die dag is voorbij', 'Kies vandaag of een latere dag[: {today} is de eerste].'],
  ),
  'date-range-invalid': problem(
    422,
    [
      'The period is not valid',
      'Let it end on or after its first day[ and span at most {days} days].',
    ],
    [
      'De periode klopt niet',
      'Laat die op of na de eerste dag eindigen[ en hoogstens {days} dagen duren].',
    ],
  ),
};
