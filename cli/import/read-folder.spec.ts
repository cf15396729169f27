import { afterEach, describe, expect, it } from '@jest/globals';

import { formatError } from './import-error.js';
import { readFolder } from './read-folder.js';
import { type Changes, givenFolder, removeFolder } from './test/support/folder.js';

let folder = '';
afterEach(() => removeFolder(folder));

const read = async (changes: Changes = {}) => {
  folder = await givenFolder(changes);
  return readFolder(folder);
};
const errorsOf = async (changes: Changes) => (await read(changes)).errors.map(formatError);
const withLine = (line: string) => (text: string) => `${text}${line}\n`;
const instead =
  (from: string, to: string) =>
  (text: string): string => {
    if (!text.includes(from)) throw new Error(`"${from}" is not in the file`);
    return text.replace(from, to);
  };

describe('reading a folder', () => {
  it('gives the rows as the contracts want them', async () => {
    const { organisation, errors } = await read();
    expect(errors).toEqual([]);
    expect(organisation?.employees[0]?.value).toMatchObject({
      email: 'anouk@zonnehoek.example',
      groups: ['G1', 'G2'],
      isActive: true,
      initialPassword: null,
    });
    expect(organisation?.products[0]?.value).toMatchObject({
      cents: 9850,
      points: 4,
      weekdays: [1, 2, 3, 4, 5],
      groups: ['G1', 'G2'],
      validUntil: null,
    });
    expect(organisation?.groups[1]?.value.places).toEqual({ am: null, pm: 20 });
    expect(organisation?.placements[0]?.value.days).toEqual([
      { weekday: 1, weeks: 'all', startsAt: '07:30', endsAt: '18:30' },
      { weekday: 3, weeks: 'even', startsAt: '07:30', endsAt: '13:00' },
      { weekday: 3, weeks: 'odd', startsAt: '13:00', endsAt: '18:30' },
    ]);
  });

  it('takes the one logo there may be, and leaves it to the portal where there is none', async () => {
    const { organisation } = await read({ 'logo.png': Buffer.from('a picture') });
    expect(organisation?.logo).toMatchObject({ file: 'logo.png' });
    expect((await read()).organisation?.logo).toBeUndefined();
  });

  it.each<[string, Changes, string]>([
    [
      'is an SVG',
      { 'logo.svg': '<svg/>' },
      'logo.svg: A logo is called logo.png, logo.jpg, logo.webp',
    ],
    [
      'is there twice',
      { 'logo.png': 'a', 'logo.jpg': 'b' },
      'logo.png: There is logo.jpg besides; one logo is all there can be',
    ],
    [
      'is too large',
      { 'logo.webp': Buffer.alloc(262_145) },
      'logo.webp: Has 262145 bytes; a logo may have 262144',
    ],
  ])('says so of a logo that %s', async (_what, changes, sentence) => {
    expect(await errorsOf(changes)).toEqual([sentence]);
  });

  it('puts guardians, children and guardianships with their family', async () => {
    const { organisation } = await read();
    const [first, second] = organisation?.families ?? [];
    expect(first?.guardians.map(({ value }) => value.debtorNumber)).toEqual(['1001']);
    expect(first?.guardianships.map(({ value }) => value.guardian)).toEqual(['1002']);
    expect(second?.guardians).toHaveLength(2);
    expect(second?.children.map(({ value }) => value.number)).toEqual(['K2']);
  });

  it('does without the two optional files and without optional columns', async () => {
    const { errors } = await read({
      'guardianships.csv': null,
      'closures.csv': null,
      'employees.csv':
        'number,first_name,last_name,email,role\nE1,An,Dauwdans,an@post.example,manager\n',
    });
    expect(errors).toEqual([]);
  });

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['all three', (text: string) => `\uFEFF${text.replaceAll(',', ';').replaceAll('\n', '\r\n')}`],
    ['no line end at the end', (text: string) => text.trimEnd()],
    ['empty lines', (text: string) => text.replaceAll('\n', '\n\n,,,,\n \n')],
  ])('takes files with %s', async (_, change) => {
    const { organisation, errors } = await read({ 'children.csv': change, 'families.csv': change });
    expect(errors).toEqual([]);
    expect(organisation?.families).toHaveLength(2);
  });

  it('keeps what looks like a formula as text', async () => {
    const { organisation } = await read({ 'groups.csv': instead('Egels', '=SUM(A1)') });
    expect(organisation?.groups[0]?.value.name).toBe('=SUM(A1)');
  });

  it('counts lines right behind a value with line breaks in it', async () => {
    const changes = {
      'closures.csv':
        'location,starts_on,ends_on,reason\r\n,2026-12-24,2026-12-25,"een\r\ntwee\r\ndrie"\r\nL9,2026-12-26,2026-12-26,Kerst\r\n',
    };
    expect(await errorsOf(changes)).toEqual([
      expect.stringMatching(/^closures\.csv:2 reason: No control characters/),
      'closures.csv:5 location: There is no location "L9" in locations.csv',
    ]);
  });
});

describe('the names in a folder', () => {
  it.each([
    ['guardianship.csv', 'did you mean guardianships.csv?'],
    ['Closures.csv', 'did you mean closures.csv?'],
    ['closures.csv.txt', 'did you mean closures.csv?'],
    ['opmerkingen.docx', undefined],
    ['.~lock.closures.csv#', undefined],
    ['facturen.csv', 'known are organisation.json, '],
  ])('that nobody knows are an error when they look like a part of it: %s', async (file, hint) => {
    const errors = await errorsOf({ [file]: 'a,b\n', 'closures.csv': null });
    expect(errors).toEqual(
      hint === undefined
        ? []
        : [expect.stringContaining(`${file}: This file name is not known; ${hint}`)],
    );
  });

  it('are told where optional ones are not there', async () => {
    const { errors, notes } = await read({ 'closures.csv': null, 'guardianships.csv': null });
    expect(errors).toEqual([]);
    expect(notes).toEqual([
      'closures.csv is not there: what the portal has of it stays as it is.',
      'guardianships.csv is not there: what the portal has of it stays as it is.',
    ]);
  });
});

describe('errors of a file', () => {
  it.each([
    ['unknown', 'number,colour\nF1,red\n', 'families.csv:1 colour: This column is not known'],
    ['missing', 'colour\nred\n', 'families.csv:1 number: This column is missing in the header'],
    ['double', 'number,number\nF1,F1\n', 'families.csv:1 number: This column stands in the header'],
  ])('names a column that is %s', async (_, text, error) => {
    const errors = await errorsOf({ 'families.csv': text });
    expect(errors).toContainEqual(expect.stringContaining(error));
  });

  it.each([
    ['that is missing', null, 'families.csv: This file is missing in the folder'],
    ['that is empty', '', 'families.csv:1: Is empty; it needs a header line'],
    [
      'with a quote that is not closed',
      'number\nF1\n"F2\nF3\n',
      'families.csv:3: From this line on',
    ],
    ['with a quote inside a value', 'number\nF1\nF"2\n', 'families.csv:3: In the row that begins'],
    ['with too many values', 'number\nF1,2\nF2\n', 'families.csv:2: Has 2 values where the header'],
  ])('refuses a file %s, and says nothing more about it', async (_, text, error) => {
    const errors = await errorsOf({ 'families.csv': text });
    expect(errors[0]).toContain(error);
    expect(errors.filter((each) => each.startsWith('families.csv'))).toHaveLength(1);
  });

  it('refuses something that is not a folder', async () => {
    expect((await readFolder('/nowhere/at/all')).errors.map(formatError)).toEqual([
      '/nowhere/at/all: Is not a folder',
    ]);
  });
});

describe('errors of organisation.json', () => {
  it.each([
    ['no JSON', instead('"Zonnehoek",', '"Zonnehoek"'), /organisation\.json:4: Is not JSON/],
    ['a wrong value', instead('"points"', '"beans"'), /:12 planning\.valuation: Must be one of/],
    ['a missing value', instead('"name": "Zonnehoek",', ''), /:1 name: Is missing/],
    ['an unknown key', instead('"name"', '"nam"'), /:3 nam: Is not known here/],
    ['a wrong colour', instead('#1a7f5a', 'green'), /:8 branding\.primaryColour: Must be a colour/],
    ['a wrong time zone', instead('Amsterdam', 'Mokum'), /:5 timeZone: Must be an IANA time zone/],
  ])('tells the line of %s', async (_, change, error) => {
    expect(await errorsOf({ 'organisation.json': change })).toContainEqual(
      expect.stringMatching(error),
    );
  });
});

describe('errors of a row', () => {
  it.each([
    ['children.csv', 'F1,K9,,X,2020-01-01', '4 first_name: Must be filled in'],
    [
      'children.csv',
      'F1,K9,Noor,X,31/12/2020',
      '4 born_on: Must be a date written as YYYY-MM-DD or D-M-YYYY, such as 2025-01-31 (it is "31/12/2020")',
    ],
    [
      'children.csv',
      'F1,K9,Noor,X,2021-02-29',
      '4 born_on: Must be a day that exists, written as YYYY-MM-DD or D-M-YYYY (it is "2021-02-29")',
    ],
    [
      'children.csv',
      'F1,K9,Noor,X,31-4-2021',
      '4 born_on: Must be a day that exists, written as YYYY-MM-DD or D-M-YYYY (it is "31-4-2021")',
    ],
    [
      'children.csv',
      'F1,K/9,Noor,X,2020-01-01',
      '4 number: Letters, digits, dot, hyphen and underscore, 1 to 40 (it is "K/9")',
    ],
    [
      'guardians.csv',
      'F1,1009,An,X,an.example,,nl,',
      '5 email: Must be an e-mail address such as naam@voorbeeld.example (it is "an.example")',
    ],
    ['guardians.csv', 'F1,1009,An,X,,,fr,', '5 language: Must be one of nl, en (it is "fr")'],
    [
      'guardians.csv',
      'F1,1009,An,X,,,nl,short',
      '5 initial_password: Must have at least 8 characters',
    ],
    [
      'locations.csv',
      'L3,Z,12,Pad,1,1234 SA,M,',
      '4 lrk_number: Must be 6 to 12 digits (it is "12")',
    ],
    [
      'locations.csv',
      'L3,Z,123456,Pad,1,0234 SA,M,',
      '4 postcode: Must be a Dutch postcode like 1234 AB (it is "0234 SA")',
    ],
    [
      'groups.csv',
      'G3,L1,X,nursery,1,1',
      '4 care_type: Must be one of day-care, out-of-school, before-school, preschool, school (it is "nursery")',
    ],
    ['groups.csv', 'G3,L1,X,day-care,many,1', '4 places_am: Must be a whole number (it is "many")'],
    ['groups.csv', 'G3,L1,X,day-care,1,501', '4 places_pm: Must be at most 500 (it is "501")'],
    [
      'employees.csv',
      'E3,An,X,an@post.example,staff,,maybe,',
      '4 active: Must be yes or no (ja or nee) (it is "maybe")',
    ],
    [
      'products.csv',
      'p,P,07:30,18:30,1.234,,1,G1,2025-01-01,',
      '3 price: Must be an amount in euros such as 12,50 or 12.50 (it is "1.234")',
    ],
    [
      'products.csv',
      'p,P,07:30,18:30,,0.3,1,G1,2025-01-01,',
      '3 points: Must be a multiple of 0.5 (it is "0.3")',
    ],
    [
      'products.csv',
      'p,P,07:30,18:30,,,1|8,G1,2025-01-01,',
      '3 weekdays: Must be weekdays 1 (Monday) to 7 (Sunday) with | between, such as 1|2|5 (it is "1|8")',
    ],
    [
      'products.csv',
      'p,P,18:30,07:30,,,1,G1,2025-01-01,',
      '3 ends_at: Must end after it starts (it is "07:30")',
    ],
    ['dayparts.csv', 'ev,Avond,25:00,26:00', '4 starts_at: Must be HH:MM (it is "25:00")'],
    [
      'closures.csv',
      ',2026-02-02,2026-02-01,X',
      '3 ends_on: Must not end before it starts (it is "2026-02-01")',
    ],
    [
      'placements.csv',
      'P3,K1,G1,2026-01-01,2025-12-31,,,,,,,',
      '4 ends_on: Must not end before it starts (it is "2025-12-31")',
    ],
    [
      'placements.csv',
      'P3,K1,G1,2026-01-01,,,9:00-10:00,,,,,',
      '4 tuesday: Must be times such as 07:30-13:00',
    ],
    [
      'placements.csv',
      'P3,K1,G1,2026-01-01,,,,,,18:00-09:00,,',
      '4 friday: Must end after it starts (it is "18:00-09:00")',
    ],
  ])('%s: %s', async (file, line, error) => {
    const errors = await errorsOf({ [file]: withLine(line) });
    expect(errors).toContainEqual(expect.stringContaining(`${file}:${error}`));
  });

  it('never repeats a password', async () => {
    const change = withLine('F1,1009,An,X,,,nl,secret');
    expect((await errorsOf({ 'guardians.csv': change })).join()).not.toContain('secret');
  });

  it('tells all errors at once, in the order of the files', async () => {
    const errors = await errorsOf({
      'children.csv': withLine('F9,K9,,X,2020-13-01'),
      'families.csv': withLine('F/3'),
    });
    expect(errors).toEqual([
      expect.stringContaining('children.csv:4 first_name'),
      expect.stringContaining('children.csv:4 born_on'),
      expect.stringContaining('families.csv:4 number'),
    ]);
  });
});

describe('errors across files', () => {
  it.each([
    [
      'groups.csv',
      'G3,L9,X,day-care,1,1',
      '4 location: There is no location "L9" in locations.csv',
    ],
    [
      'employees.csv',
      'E3,An,X,a@post.example,staff,G1|G9,yes,',
      '4 groups: There is no group "G9" in groups.csv',
    ],
    ['guardians.csv', 'F9,1009,An,X,,,nl,', '5 family: There is no family "F9" in families.csv'],
    [
      'children.csv',
      'F9,K9,Noor,X,2020-01-01',
      '4 family: There is no family "F9" in families.csv',
    ],
    ['guardianships.csv', 'K9,1001,full', '3 child: There is no child "K9" in children.csv'],
    [
      'guardianships.csv',
      'K2,1009,full',
      '3 guardian: There is no debtor number "1009" in guardians.csv',
    ],
    [
      'products.csv',
      'p,P,07:30,18:30,,,1,G9,2025-01-01,',
      '3 groups: There is no group "G9" in groups.csv',
    ],
    [
      'placements.csv',
      'P3,K9,G1,2025-01-06,,,,,,,,',
      '4 child: There is no child "K9" in children.csv',
    ],
    [
      'placements.csv',
      'P3,K1,G9,2025-01-06,,,,,,,,',
      '4 group: There is no group "G9" in groups.csv',
    ],
    [
      'closures.csv',
      'L9,2026-02-01,2026-02-01,X',
      '3 location: There is no location "L9" in locations.csv',
    ],
    ['families.csv', 'F1', '4 number: "F1" is also on line 2'],
    ['children.csv', 'F1,K1,Noor,X,2020-01-01', '4 number: "K1" is also on line 2'],
    ['guardians.csv', 'F1,1001,An,X,,,nl,', '5 debtor_number: "1001" is also on line 2'],
    ['placements.csv', 'P1,K1,G1,2025-01-06,,,,,,,,', '4 number: "P1" is also on line 2'],
    ['guardianships.csv', 'K1,1002,full', '3 child: "K1 1002" is also on line 2'],
    ['families.csv', 'F3', '4 number: Family "F3" has no guardian in guardians.csv'],
    [
      'dayparts.csv',
      'ev,Avond,18:30,20:00',
      'groups.csv:1 places_ev: This column is missing in the header',
    ],
  ])('%s: %s', async (file, line, error) => {
    const errors = await errorsOf({ [file]: withLine(line) });
    const expected = error.includes('.csv:') ? error : `${file}:${error}`;
    expect(errors).toEqual([expected]);
  });

  it('R22: names the second account with the same e-mail address, however it is written', async () => {
    const change = withLine('F1,1009,An,X,Esther@Post.example,,nl,');
    expect(await errorsOf({ 'guardians.csv': change })).toEqual([
      'guardians.csv:5 email: "Esther@Post.example" is also on line 2; everybody needs an own e-mail address',
    ]);
  });

  it('R22: names a guardian with the e-mail address of an employee', async () => {
    const change = withLine('F1,1009,An,X,bart@zonnehoek.example,,nl,');
    expect(await errorsOf({ 'guardians.csv': change })).toEqual([
      'guardians.csv:5 email: "bart@zonnehoek.example" is also on line 3 of employees.csv; everybody needs an own e-mail address',
    ]);
  });

  it('names places for a daypart that does not exist', async () => {
    const change = (text: string) => text.replace('places_pm', 'places_night');
    expect(await errorsOf({ 'groups.csv': change })).toEqual([
      'groups.csv:1 places_night: There is no daypart "night" in dayparts.csv',
      'groups.csv:1 places_pm: This column is missing in the header',
    ]);
  });

  it('names a child whose family has no guardian', async () => {
    const errors = await errorsOf({
      'families.csv': withLine('F3'),
      'children.csv': withLine('F3,K3,Liv,X,2020-01-01'),
    });
    expect(errors).toEqual(['children.csv:4 family: Family "F3" has no guardian in guardians.csv']);
  });

  it.each([
    ['on the same day', '2025-06-01,,12:00-14:00,,,,,,', true],
    ['in a week that is even in both', '2025-06-01,,,,07:00-08:00 even,,,,', true],
    ['in every week', '2025-06-01,,,,18:00-19:00,,,,', true],
    ['only in the other weeks', '2025-06-01,,,,07:30-13:00 odd,,,,', false],
    ['before the other begins', '2024-06-01,2025-01-05,12:00-14:00,,,,,,', false],
    ['right after the other ends that day', '2025-06-01,,18:30-19:00,,,,,,', false],
    ['on another weekday', '2025-06-01,,,07:30-18:30,,,,,', false],
  ])('finds a child placed twice %s', async (_, rest, overlaps) => {
    const errors = await errorsOf({ 'placements.csv': withLine(`P3,K1,G2,${rest}`) });
    expect(errors).toEqual(
      overlaps
        ? [expect.stringMatching(/^placements\.csv:4 \w+day: Child "K1" would be in two/)]
        : [],
    );
  });

  it('finds times of one row that overlap', async () => {
    const change = withLine('P3,K2,G2,2027-01-01,,,,,09:00-12:00|11:00-13:00,,,');
    expect(await errorsOf({ 'placements.csv': change })).toEqual([
      'placements.csv:4 thursday: Child "K2" would be in two places at once: 11:00-13:00 overlaps 09:00-12:00 in the same row',
    ]);
  });
});
