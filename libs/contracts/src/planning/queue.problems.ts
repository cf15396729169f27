import { problem } from '../problem.js';

export const queueProblems = {
  'take-back-too-late': problem(
    409,
    [
      'This decision cannot be taken back any more',
      'The family has been told or will be; call them if something must change.',
    ],
    [
      'Deze beslissing is niet meer terug te nemen',
      'Het gezin heeft bericht of krijgt het; bel hen als er iets anders moet.',
    ],
  ),
  'no-place-left': problem(
    409,
    ['The group is full[ on {on}]', 'Refuse this day, or free a place first.'],
    ['De groep is vol[ op {on}]', 'Wijs deze dag af, of maak eerst een plaats vrij.'],
  ),
  'access-ended': problem(
    409,
    [
      'Who asked has no full access to the child any more',
      'Refuse this day[, {on}]; a parent who has access can ask for it.',
    ],
    [
      'Wie dit vroeg heeft geen volledige toegang meer tot het kind',
      'Wijs deze dag[, {on},] af; een ouder die toegang heeft kan die dag aanvragen.',
    ],
  ),
  'placement-ended': problem(
    409,
    [
      'The child has no place with us[ on {on}] any more',
      'Refuse this day, or have the placement extended first.',
    ],
    [
      'Het kind is[ op {on}] niet meer geplaatst',
      'Wijs deze dag af, of laat eerst de plaatsing verlengen.',
    ],
  ),
  'group-changed': problem(
    409,
    [
      'The child is in another group[ on {on}] by now',
      'Refuse this day, so that the family can ask for it in the new group.',
    ],
    [
      'Het kind zit[ op {on}] inmiddels in een andere groep',
      'Wijs deze dag af, zodat het gezin hem in de nieuwe groep kan aanvragen.',
    ],
  ),
  'closed-since': problem(
    409,
    [
      'The location has been closed[ on {on}] since this was asked',
      'Refuse this day, or open the location again first.',
    ],
    [
      'De locatie is sinds de aanvraag gesloten[ op {on}]',
      'Wijs deze dag af, of open de locatie eerst weer.',
    ],
  ),
  'no-longer-offered': problem(
    409,
    [
      'The group does not offer this care[ on {on}] any more',
      'Refuse this day; the family can choose from what is offered.',
    ],
    [
      'De groep biedt deze opvang[ op {on}] niet meer aan',
      'Wijs deze dag af; het gezin kan kiezen uit wat er wel is.',
    ],
  ),
  'planned-since': problem(
    409,
    [
      'The child is planned at these times[ on {on}] by now',
      'Refuse this day: the child is expected anyway.',
    ],
    [
      'Het kind is[ op {on}] inmiddels gepland op deze tijden',
      'Wijs deze dag af: het kind wordt al verwacht.',
    ],
  ),
  'decide-as-a-whole': problem(
    409,
    [
      'This request must be judged as a whole',
      'Approve or reject all its open days together; ask a manager where it spans groups that are not yours.',
    ],
    [
      'Deze aanvraag moet als geheel beoordeeld worden',
      'Keur alle open dagen samen goed of af; vraag een leidinggevende als er groepen bij zijn die niet van u zijn.',
    ],
    'Send one decision for every open booking of the request, all with the same outcome.',
  ),
};
