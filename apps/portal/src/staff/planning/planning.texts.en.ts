import type { PlanningWords } from './planning.texts.nl.js';

export const en: PlanningWords = {
  title: 'Planning',
  week: (from, until) => `Week of ${from} to ${until}`,
  previous: 'Previous week',
  next: 'Next week',
  thisWeek: 'This week',
  caption: (group) => `Occupancy of ${group}`,
  daypart: 'Part of the day',
  planned: 'Planned',
  extra: 'Extra',
  requested: 'Requested',
  free: 'Free',
  notCounted: 'not counted',
  full: 'full',
  over: (count) => `${count} too many`,
  closed: 'No care',
  noGroups: 'You are not linked to a group yet. Ask your manager.',
  print: 'Print',
};
