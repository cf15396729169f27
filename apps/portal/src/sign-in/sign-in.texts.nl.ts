export const nl = {
  title: 'Inloggen',
  debtorNumber: 'Debiteurnummer',
  email: 'E-mailadres',
  userNameHint: 'Medewerkers loggen in met hun e-mailadres.',
  password: 'Wachtwoord',
  show: 'Toon',
  hide: 'Verberg',
  logIn: 'Inloggen',
  busy: 'Bezig …',
  needUserName: 'Vul je gebruikersnaam in.',
  needPassword: 'Vul je wachtwoord in.',
  wait: (seconds: number) => `Probeer het over ${seconds} s opnieuw`,
  other: 'Andere organisatie',
  accessibility: 'Toegankelijkheid',
  privacy: 'Privacy',
  disclosure: 'Kwetsbaarheid melden',
  which: 'Welke kinderopvang?',
  code: 'Code van je organisatie',
  codeHint:
    'Die staat in je uitnodiging, bijvoorbeeld “de-zevensprong”. Of open de link uit de brief.',
  needCode: 'Vul de code van je organisatie in.',
  unknownCode: 'Die code kennen we niet. Kijk in je uitnodiging, of bel je locatie.',
  next: 'Verder',
  before: 'Eerder gebruikt',
  title404: 'Organisatie niet gevonden',
};

export type SignInWords = typeof nl;

export const formal: Partial<SignInWords> = {
  needUserName: 'Vul uw gebruikersnaam in.',
  needPassword: 'Vul uw wachtwoord in.',
  code: 'Code van uw organisatie',
  codeHint:
    'Die staat in uw uitnodiging, bijvoorbeeld “de-zevensprong”. Of open de link uit de brief.',
  needCode: 'Vul de code van uw organisatie in.',
  unknownCode: 'Die code kennen we niet. Kijk in uw uitnodiging, of bel uw locatie.',
};
