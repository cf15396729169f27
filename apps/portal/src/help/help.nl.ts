import type { HelpTexts } from './help.js';

export const nl: HelpTexts = {
  'sign-in': {
    about: ['Hier log je in bij je kinderopvang.'],
    questions: [
      ['Wat is mijn gebruikersnaam?', 'Die staat in de brief of mail waarmee je werd uitgenodigd.'],
      ['Ik weet mijn wachtwoord niet meer', 'Bel je locatie: zij helpen je verder.'],
      ['Hoe lang blijf ik ingelogd?', 'Op je eigen telefoon tot 90 dagen, als je de app gebruikt.'],
    ],
  },
  about: { about: ['Hier staat hoe het portaal met je gegevens omgaat.'], questions: [] },
  child: {
    about: ['Hier zie je wat er vandaag en de komende tijd voor je kinderen gepland staat.'],
    questions: [
      ['Hoe vraag ik een extra dag aan?', 'Kies Agenda, kies een dag, en kies daar de tijden.'],
      ['Ik zie een van mijn kinderen niet', 'Bel je locatie: zij koppelen je kind aan je account.'],
    ],
  },
  agenda: {
    about: [
      'De agenda toont per maand welke dagen je kinderen komen en wat je hebt aangevraagd.',
      'Kies een dag om te zien wat er gepland is en wat je kunt aanvragen.',
    ],
    questions: [
      [
        'Wat betekenen de tekens?',
        '● gepland, ◌ aangevraagd, ■ goedgekeurd, ✕ afgewezen. Een gestreepte dag is gesloten.',
      ],
      ['Waarom kan ik iets niet kiezen?', 'Dat staat erbij, met wat er wel kan.'],
      [
        'Is mijn aanvraag meteen zeker?',
        'Nee. De locatie beslist; je krijgt een mail met het antwoord.',
      ],
    ],
  },
  request: {
    about: ['Hier vraag je in één keer opvang aan voor meer dagen of een hele periode.'],
    questions: [
      ['Wat als ik word onderbroken?', 'Wat je invulde is bewaard. Kom terug en ga verder.'],
      ['Wat is “vervalt op”?', 'Is er dan nog niet beslist, dan vervalt je aanvraag vanzelf.'],
    ],
  },
  requests: {
    about: ['Al je aanvragen, de nieuwste bovenaan, met wat ervan geworden is.'],
    questions: [
      [
        'Kan ik een aanvraag annuleren?',
        'Zolang er niet beslist is en de regels van je opvang het toelaten.',
      ],
      ['Waarom is mijn aanvraag afgewezen?', 'De reden staat bij de aanvraag.'],
    ],
  },
  more: {
    about: ['Je account, hoe het portaal eruitziet, en waar je bent ingelogd.'],
    questions: [
      ['Ik ben mijn telefoon kwijt', 'Log dat apparaat hier uit, of log overal uit.'],
      [
        'Kan ik met meer accounts werken?',
        'Ja: kies “Nog een account”. Elk tabblad heeft zijn eigen account.',
      ],
    ],
  },
  mails: {
    about: ['Alle mails die we je stuurden, ook als ze niet aankwamen.'],
    questions: [['Ik kreeg een mail niet', 'Kijk in je spam. De inhoud kun je hier altijd lezen.']],
  },
  'staff-requests': {
    about: [
      'Aanvragen die wachten op een antwoord van jouw groepen, op datum.',
      'Wat samen beoordeeld moet worden is één kaart.',
    ],
    questions: [
      [
        'Ik keurde iets per ongeluk goed',
        'Kies binnen een minuut “Terugnemen”. De mail is dan nog niet weg.',
      ],
      ['Kan het met het toetsenbord?', 'Ja: op een kaart is A goedkeuren en X afwijzen.'],
    ],
  },
  'staff-planning': {
    about: ['De week per groep: gepland, extra, aangevraagd en vrij.'],
    questions: [['Waarom staat er geen getal?', 'Voor die groep worden plaatsen niet geteld.']],
  },
};

export const formal: Partial<HelpTexts> = {
  'sign-in': {
    about: ['Hier logt u in bij uw kinderopvang.'],
    questions: [
      ['Wat is mijn gebruikersnaam?', 'Die staat in de brief of mail waarmee u werd uitgenodigd.'],
      ['Ik weet mijn wachtwoord niet meer', 'Bel uw locatie: zij helpen u verder.'],
      ['Hoe lang blijf ik ingelogd?', 'Op uw eigen telefoon tot 90 dagen, als u de app gebruikt.'],
    ],
  },
  about: { about: ['Hier staat hoe het portaal met uw gegevens omgaat.'], questions: [] },
  child: {
    about: ['Hier ziet u wat er vandaag en de komende tijd voor uw kinderen gepland staat.'],
    questions: [
      ['Hoe vraag ik een extra dag aan?', 'Kies Agenda, kies een dag, en kies daar de tijden.'],
      ['Ik zie een van mijn kinderen niet', 'Bel uw locatie: zij koppelen uw kind aan uw account.'],
    ],
  },
  agenda: {
    about: [
      'De agenda toont per maand welke dagen uw kinderen komen en wat u hebt aangevraagd.',
      'Kies een dag om te zien wat er gepland is en wat u kunt aanvragen.',
    ],
    questions: [
      [
        'Wat betekenen de tekens?',
        '● gepland, ◌ aangevraagd, ■ goedgekeurd, ✕ afgewezen. Een gestreepte dag is gesloten.',
      ],
      ['Waarom kan ik iets niet kiezen?', 'Dat staat erbij, met wat er wel kan.'],
      [
        'Is mijn aanvraag meteen zeker?',
        'Nee. De locatie beslist; u krijgt een mail met het antwoord.',
      ],
    ],
  },
  request: {
    about: ['Hier vraagt u in één keer opvang aan voor meer dagen of een hele periode.'],
    questions: [
      ['Wat als ik word onderbroken?', 'Wat u invulde is bewaard. Kom terug en ga verder.'],
      ['Wat is “vervalt op”?', 'Is er dan nog niet beslist, dan vervalt uw aanvraag vanzelf.'],
    ],
  },
  requests: {
    about: ['Al uw aanvragen, de nieuwste bovenaan, met wat ervan geworden is.'],
    questions: [
      [
        'Kan ik een aanvraag annuleren?',
        'Zolang er niet beslist is en de regels van uw opvang het toelaten.',
      ],
      ['Waarom is mijn aanvraag afgewezen?', 'De reden staat bij de aanvraag.'],
    ],
  },
  more: {
    about: ['Uw account, hoe het portaal eruitziet, en waar u bent ingelogd.'],
    questions: [
      ['Ik ben mijn telefoon kwijt', 'Log dat apparaat hier uit, of log overal uit.'],
      [
        'Kan ik met meer accounts werken?',
        'Ja: kies “Nog een account”. Elk tabblad heeft zijn eigen account.',
      ],
    ],
  },
  mails: {
    about: ['Alle mails die we u stuurden, ook als ze niet aankwamen.'],
    questions: [['Ik kreeg een mail niet', 'Kijk in uw spam. De inhoud kunt u hier altijd lezen.']],
  },
  'staff-requests': {
    about: [
      'Aanvragen die wachten op een antwoord van uw groepen, op datum.',
      'Wat samen beoordeeld moet worden is één kaart.',
    ],
    questions: [
      [
        'Ik keurde iets per ongeluk goed',
        'Kies binnen een minuut “Terugnemen”. De mail is dan nog niet weg.',
      ],
      ['Kan het met het toetsenbord?', 'Ja: op een kaart is A goedkeuren en X afwijzen.'],
    ],
  },
};
