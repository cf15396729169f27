import type { components } from '../../api/schema.js';

type Obstacle = NonNullable<components['schemas']['QueueBooking']['obstacle']>;

export const nl = {
  title: 'Aanvragen',
  count: (count: number) => (count === 1 ? '1 wacht' : `${count} wachten`),
  none: 'Er wacht niets. Nieuwe aanvragen komen hier vanzelf.',
  together: 'Alleen als het voor allen kan',
  approve: 'Goedkeuren',
  approveNamed: (who: string, day: string) => `Goedkeuren: ${who}, ${day}`,
  reject: 'Afwijzen …',
  rejectNamed: (who: string, day: string) => `Afwijzen: ${who}, ${day}`,
  busy: 'Bezig …',
  rejectTitle: 'Aanvraag afwijzen',
  reason: 'Reden, voor de ouder te lezen',
  reasons: [
    'De groep is die dag vol.',
    'Er is die dag te weinig personeel.',
    'Dit kan alleen op een vaste dag.',
  ],
  other: 'Andere reden',
  needReason: 'Kies of schrijf een reden.',
  confirmReject: 'Afwijzen',
  approved: (who: string) => `Goedgekeurd: ${who}.`,
  alreadyDecided: (who: string) => `Iemand anders heeft al beslist over ${who}.`,
  rejected: (who: string) => `Afgewezen: ${who}.`,
  decided: 'Net beslist',
  takeBack: 'Terugnemen',
  takeBackNamed: (sentence: string) => `Terugnemen: ${sentence}`,
  takenBack: 'Teruggenomen. De aanvraag wacht weer; het gezin krijgt geen bericht.',
  occupancy: 'Bezetting',
  dayPart: 'Dagdeel',
  place: (
    planned: number,
    extra: number,
    requested: number,
    capacity: number | null,
    free: number | null,
  ) =>
    capacity === null
      ? `${planned + extra} verwacht, ${requested} gevraagd; niet geteld`
      : `${planned + extra} + ${requested} van ${capacity}, ${free ?? 0} vrij`,
  full: 'VOL',
  obstacle: {
    'access-ended': 'De ouder heeft geen toegang meer.',
    'placement-ended': 'De plaatsing is op die dag gestopt.',
    'group-changed': 'Het kind zit intussen in een andere groep.',
    'closed-since': 'De dag is intussen gesloten.',
    'no-longer-offered': 'Dit dagdeel wordt niet meer aangeboden.',
    'planned-since': 'Het kind is intussen al gepland.',
    'no-place-left': 'Er is geen plaats.',
  } satisfies Record<Obstacle, string>,
  needsManager: 'Hoort ook bij een groep waar je niet werkt: een leidinggevende beslist.',
  remark: 'Opmerking',
  lapses: (day: string) => `vervalt ${day}`,
  age: (days: number) =>
    days === 0 ? 'vandaag gevraagd' : days === 1 ? '1 dag oud' : `${days} dagen oud`,
  keys: 'Op een kaart: A keurt goed, X wijst af.',
  more: 'Er is meer; behandel eerst deze.',
};

export type QueueWords = typeof nl;

export const formal: Partial<QueueWords> = {
  needsManager: 'Hoort ook bij een groep waar u niet werkt: een leidinggevende beslist.',
};
