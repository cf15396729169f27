import type { Random } from './random.js';

/** Everyday given names with invented family names, towns and streets: nobody is meant. */
const GIVEN_NAMES = [
  'Noor',
  'Sem',
  'Lotte',
  'Daan',
  'Fenna',
  'Mees',
  'Saar',
  'Finn',
  'Yara',
  'Luuk',
  'Evi',
  'Bram',
  'Nora',
  'Tijn',
  'Liv',
  'Jens',
  'Roos',
  'Milan',
  'Isa',
  'Thijs',
  'Maud',
  'Siem',
  'Lina',
  'Gijs',
  'Amira',
  'Boaz',
  'Puck',
  'Hugo',
  'Sofie',
  'Ravi',
  'Juna',
  'Olaf',
  'Zoë',
  'Kasper',
  'Elin',
  'Joris',
  'Aya',
  'Stijn',
  'Fleur',
  'Tobias',
  'Merel',
  'Ilyas',
  'Jette',
  'Ruben',
  'Nina',
  'Pim',
  'Veerle',
  'Otis',
] as const;
const PARENT_NAMES = [
  'Anouk',
  'Bart',
  'Carlijn',
  'Dennis',
  'Esther',
  'Frank',
  'Gerda',
  'Hassan',
  'Ingrid',
  'Jasper',
  'Karin',
  'Lars',
  'Marieke',
  'Niels',
  'Odette',
  'Peter',
  'Renske',
  'Samir',
  'Tamara',
  'Vincent',
  'Wietske',
  'Yusuf',
  'Agnes',
  'Boris',
  'Chantal',
  'Dirk',
  'Femke',
  'Gerben',
  'Hanneke',
  'Ivo',
  'Judith',
  'Koen',
  'Leonie',
  'Maarten',
  'Nadia',
  'Oscar',
  'Priya',
  'Rogier',
  'Sanne',
  'Tom',
] as const;
const NAME_STARTS = [
  'Dauw',
  'Kiezel',
  'Nevel',
  'Schelp',
  'Varen',
  'Wolken',
  'Regen',
  'Bries',
  'Maan',
  'Sterren',
  'Duin',
  'Klaver',
  'Braam',
  'Hazel',
  'Lijster',
  'Otter',
  'Zilver',
  'Kastanje',
  'Libel',
  'Egel',
  'Paarden',
  'Honing',
  'Merel',
  'Riet',
  'Zeeglas',
  'Wilgen',
  'Kikker',
  'Mos',
] as const;
const NAME_ENDS = [
  'pluim',
  'sprong',
  'glans',
  'spoor',
  'tak',
  'licht',
  'kruid',
  'bloesem',
  'vonk',
  'veder',
  'golf',
  'nest',
  'schaduw',
  'dans',
  'knop',
  'zang',
  'drup',
  'wortel',
  'zoom',
  'kiem',
] as const;
const TOWN_ENDS = ['woude', 'donk', 'haven', 'dijken', 'gaarde', 'brugge'] as const;
const STREET_ENDS = ['pad', 'laan', 'hof', 'plein', 'weg'] as const;
/** Post codes never end in these two letters: no house is meant. */
const POSTCODE_LETTERS = ['SA', 'SD'] as const;
const MAIL_DOMAINS = ['post.example', 'brievenbus.example', 'thuis.example'] as const;

export const childName = (random: Random): string => random.pick(GIVEN_NAMES);
export const parentName = (random: Random): string => random.pick(PARENT_NAMES);
export const familyName = (random: Random): string =>
  random.pick(NAME_STARTS) + random.pick(NAME_ENDS);
export const townName = (random: Random): string =>
  random.pick(NAME_STARTS) + random.pick(TOWN_ENDS);
export const streetName = (random: Random): string =>
  random.pick(NAME_STARTS) + random.pick(STREET_ENDS);
export const postcode = (random: Random): string =>
  `${random.between(1000, 9999)} ${random.pick(POSTCODE_LETTERS)}`;
/** No area code begins with 000. */
export const phone = (random: Random): string => `000-${random.between(1_000_000, 9_999_999)}`;
/** No registration begins with 000. */
export const lrkNumber = (random: Random): string =>
  `000${random.between(100_000_000, 999_999_999)}`;

/** Unique by its number; only under `.example`, where no mail arrives. */
export function email(random: Random, firstName: string, lastName: string, number: string): string {
  const plain = `${firstName}.${lastName}.${number}`
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9.]/g, '')
    .toLowerCase();
  return `${plain}@${random.pick(MAIL_DOMAINS)}`;
}

export function childcareName(random: Random): { name: string; slug: string } {
  const start = random.pick(NAME_STARTS);
  const end = random.pick(NAME_ENDS);
  const kind = random.pick(['Kinderopvang', 'Kindcentrum', 'Opvang', 'Kinderhuis'] as const);
  return { name: `${kind} ${start}${end}`, slug: `${start}${end}`.toLowerCase() };
}
