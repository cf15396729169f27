export const nl = {
  title: 'Planning',
  week: (from: string, until: string) => `Week van ${from} tot en met ${until}`,
  previous: 'Vorige week',
  next: 'Volgende week',
  thisWeek: 'Deze week',
  caption: (group: string) => `Bezetting van ${group}`,
  daypart: 'Dagdeel',
  planned: 'Gepland',
  extra: 'Extra',
  requested: 'Gevraagd',
  free: 'Vrij',
  notCounted: 'niet geteld',
  full: 'vol',
  over: (count: number) => `${count} te veel`,
  closed: 'Geen opvang',
  noGroups: 'Je bent nog aan geen groep gekoppeld. Vraag het je leidinggevende.',
  print: 'Afdrukken',
};

export type PlanningWords = typeof nl;

export const formal: Partial<PlanningWords> = {
  noGroups: 'U bent nog aan geen groep gekoppeld. Vraag het uw leidinggevende.',
};
