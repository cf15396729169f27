import { afterEach, describe, expect, it } from '@jest/globals';

import type { Encoding } from './csv-file.js';
import { formatError } from './import-error.js';
import { type FolderReading, readFolder } from './read-folder.js';
import { asDutchExcel, spreadsheetFolder } from './test/support/dutch-excel.js';
import { type Changes, givenFolder, removeFolder } from './test/support/folder.js';

let folder = '';
afterEach(() => removeFolder(folder));

const read = async (changes: Changes = {}, encoding?: Encoding) => {
  folder = await givenFolder(changes);
  return readFolder(folder, encoding);
};
const errorsOf = async (changes: Changes) => (await read(changes)).errors.map(formatError);
/** What the rows say, without where they stand. */
const valuesOf = ({ organisation }: FolderReading) =>
  JSON.parse(
    JSON.stringify(organisation, (key, value: unknown) => (key === 'line' ? undefined : value)),
  ) as unknown;
const withLine = (line: string) => (text: string) => `${text}${line}\n`;

describe('the encoding of a file', () => {
  it('names the first line that is not UTF-8, and says what the file may be', async () => {
    const latin1 = Buffer.from('number\nF1\nFé\nF2\nFü\n', 'latin1');
    expect(await errorsOf({ 'families.csv': latin1 })).toEqual([
      'families.csv:3: Is not UTF-8 from this line on, and may be Windows-1252; save it as UTF-8, or add --encoding windows-1252',
    ]);
  });

  it('does not take for Windows-1252 what has bytes that it has not', async () => {
    const broken = Buffer.from('number\nF1\nF\x81\n', 'latin1');
    const error =
      'families.csv:3: Holds characters that are not UTF-8 from this line on; save the file as UTF-8';
    expect(await errorsOf({ 'families.csv': broken })).toEqual([error]);
    expect(
      (await read({ 'families.csv': broken }, 'windows-1252')).errors.map(formatError),
    ).toEqual([error]);
  });

  it('knows UTF-16 when it sees it', async () => {
    const utf16 = Buffer.from('\uFEFFnumber\nF1\n', 'utf16le');
    expect(await errorsOf({ 'families.csv': utf16 })).toContain(
      'families.csv:1: Is UTF-16; save it as UTF-8',
    );
  });
});

describe('a folder as a spreadsheet writes it', () => {
  const semicolons = (text: string) => text.replaceAll(',', ';');

  it('reads sep=;, empty columns and rows at the end, and still knows the line of an error', async () => {
    const asExcel = (text: string) => {
      const [header, ...rows] = semicolons(text).trimEnd().split('\n');
      return ['sep=;', `${header};;`, ...rows.map((row) => `${row};;`), ';;;;;;;', ''].join('\r\n');
    };
    const plain = (await read()).organisation;
    await removeFolder(folder);
    const { organisation, errors } = await read({ 'children.csv': asExcel });
    expect(errors).toEqual([]);
    expect(
      organisation?.families.map(({ children }) => children.map(({ value }) => value)),
    ).toEqual(plain?.families.map(({ children }) => children.map(({ value }) => value)));
    await removeFolder(folder);
    const wrong = (text: string) => `${asExcel(text)}F1;K9;;X;1-1-2020;;\r\n`;
    expect(await errorsOf({ 'children.csv': wrong })).toEqual([
      expect.stringMatching(/^children\.csv:6 first_name: Must be filled in/),
    ]);
  });

  it.each([
    ['ja', true],
    ['WAAR', true],
    ['TRUE', true],
    ['nee', false],
    ['ONWAAR', false],
    ['FALSE', false],
    ['No', false],
  ])('takes %s for %s', async (word, isActive) => {
    const { organisation, errors } = await read({
      'employees.csv': withLine(`E9,An,X,an@post.example,staff,,${word},`),
    });
    expect(errors).toEqual([]);
    expect(organisation?.employees.at(-1)?.value.isActive).toBe(isActive);
  });

  it.each([
    ['"62,50"', '"2,5"'],
    ['62.50', '2.5'],
    ['"62,5"', '"2,50"'],
  ])('takes %s for an amount and %s for points', async (price, points) => {
    const { organisation, errors } = await read({
      'products.csv': withLine(`half,Half,07:30,12:30,${price},${points},1,*,2025-01-01,`),
    });
    expect(errors).toEqual([]);
    expect(organisation?.products.at(-1)?.value).toMatchObject({ cents: 6250, points: 2.5 });
  });

  it.each([
    ['a byte order mark', '\uFEFF'],
    ['one and sep=;', '\uFEFFsep=;\r\n'],
  ])('reads past %s to the first column', async (_what, beginning) => {
    const { organisation, errors } = await read({
      'families.csv': (text) => beginning + text,
      'children.csv': (text) => beginning + semicolons(text),
    });
    expect(errors).toEqual([]);
    expect(organisation?.families.map(({ family }) => family.value.number)).toEqual(['F1', 'F2']);
    expect(organisation?.families.flatMap(({ children }) => children)).toHaveLength(2);
  });

  it.each(['utf-8', 'windows-1252'] as const)(
    'is in %s the same folder, each table of it',
    async (encoding) => {
      const plain = await read(spreadsheetFolder());
      await removeFolder(folder);

      const saved = await read(
        spreadsheetFolder((text) => asDutchExcel(text, encoding)),
        encoding,
      );

      expect([...plain.errors, ...saved.errors]).toEqual([]);
      expect(valuesOf(saved)).toEqual(valuesOf(plain));
    },
  );

  it('takes days as people in the Netherlands write them', async () => {
    const { organisation, errors } = await read({
      'children.csv': withLine('F1,K9,Noor,X,1-12-2020'),
    });
    expect(errors).toEqual([]);
    const [family] = organisation?.families ?? [];
    expect(family?.children.at(-1)?.value.bornOn).toBe('2020-12-01');
  });

  it('reads Windows-1252 when told so, and UTF-8 beside it', async () => {
    const inWindows = (text: string) =>
      Buffer.from(`${text}F1,K9,Zo\u00EB,M\u00FCller \u0080,2020-01-01\n`, 'latin1');
    const { organisation, errors } = await read(
      {
        'children.csv': inWindows,
        'guardians.csv': (text) => text.replace(/^(F1,\d+,)\w+/m, '$1Chlo\u00E9'),
      },
      'windows-1252',
    );
    expect(errors).toEqual([]);
    const [family] = organisation?.families ?? [];
    expect(family?.children.at(-1)?.value).toMatchObject({
      firstName: 'Zoë',
      lastName: 'Müller €',
    });
    expect(family?.guardians[0]?.value.firstName).toBe('Chloé');
  });

  it('says once what is wrong on every line', async () => {
    const errors = await errorsOf({
      'children.csv': (text) =>
        `${text.split('\n')[0]}\nF1,K1,Noor,X,1/1/2020\nF1,K2,Bo,X,2/1/2020\nF1,K3,Jip,X,3/1/2020\n`,
    });
    expect(errors.filter((each) => each.includes('born_on'))).toEqual([
      'children.csv:2 born_on: Must be a date written as YYYY-MM-DD or D-M-YYYY, such as 2025-01-31 (it is "1/1/2020", on other lines "2/1/2020", "3/1/2020"); the same on all 3 lines',
    ]);
  });
});
