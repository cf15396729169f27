export const nl = {
  title: 'Mijn kind',
  which: 'Welk kind?',
  all: 'Allen',
  today: 'Vandaag',
  nothingToday: (name: string) => `Vandaag komt ${name} niet.`,
  nothingTodayAll: 'Vandaag komt er niemand.',
  next: 'Straks',
  noCare: 'De komende vier weken staat er niets gepland.',
  waiting: 'Wacht op antwoord',
  waitingNone: 'Er wacht niets op antwoord.',
  askExtra: 'Extra opvang aanvragen',
  allRequests: 'Alle aanvragen',
  toCalendar: 'Naar de agenda',
  away: 'Dit deel is even niet te zien',
  noChildren: 'Er is nog geen kind aan je account gekoppeld. Bel je locatie.',
  readOnly: (name: string) => `Voor ${name} kun je alleen kijken.`,
  until: (day: string) => `antwoord rond ${day}`,
};

export type ChildWords = typeof nl;

export const formal: Partial<ChildWords> = {
  noChildren: 'Er is nog geen kind aan uw account gekoppeld. Bel uw locatie.',
  readOnly: (name) => `Voor ${name} kunt u alleen kijken.`,
};
