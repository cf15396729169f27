import { problem } from '../problem.js';

export const queueProblems = {
  'no-place-left': problem(
    409,
    ['The group is full on {on}', 'Refuse this day, or free a place first.'],
    ['De groep is vol op {on}', 'Wijs deze dag af, of maak eerst een plaats vrij.'],
  ),
  'decide-as-a-whole': problem(
    409,
    [
      'This request must be judged as a whole',
      'Send one decision for every open booking, all approved or all rejected; ask a manager where it spans groups that are not yours.',
    ],
    [
      'Deze aanvraag moet als geheel beoordeeld worden',
      'Stuur één besluit voor elke open boeking, alles goed- of alles afgekeurd; vraag een manager als er groepen bij zijn die niet van u zijn.',
    ],
  ),
};
