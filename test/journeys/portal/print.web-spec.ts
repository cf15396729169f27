import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { extractText } from 'unpdf';
import { DESK } from '../../../dev/journey/portal-job.js';
import { Visitor } from '../../../dev/journey/visitors.js';
import { browsing } from './support/browser.js';
import { bookingFor, casting, enters, settled } from './support/cast.js';

const SCREENS = join('.data', 'screens');
const browser = browsing();
const stage = casting((cast) =>
  cast.parent.api.post('/care-requests', { bookings: [bookingFor(cast)] }),
);

/** What stands on the paper, page by page; the paper itself is kept to be looked at. */
async function printed(who: 'parent' | 'staff', path: string, name: string): Promise<string[]> {
  const visitor = await Visitor.at(await browser.device({ viewport: DESK, colorScheme: 'dark' }));
  const { page } = await enters(visitor, { cast: stage.cast, who });
  await page.goto(path);
  await settled(page);
  mkdirSync(SCREENS, { recursive: true });
  const pdf = await page.pdf({ format: 'A4', path: join(SCREENS, `${name}.pdf`) });
  const { text } = await extractText(new Uint8Array(pdf));
  return text.map((words) => words.replaceAll(/\s+/g, ' '));
}

/** What is of use on a screen only. */
const ON_SCREEN =
  /Overig|Afdrukken|Annuleer|Vandaag|Alles|Naar de inhoud|Vernieuwen|https?:|127\.0\.0\.1/;

describe('R85: what is printed', () => {
  it.each([
    ['the month', 'parent', '/agenda', /Agenda/],
    ['the overview of requests', 'parent', '/agenda/aanvragen', /Aanvragen/],
    ['the week of a group', 'staff', '/planning', /Planning/],
  ] as const)(
    'is %s: its own words on a page or two, and nothing of the menu',
    async (_what, who, path, title) => {
      const pages = await printed(who, path, `print${path.replaceAll('/', '-')}`);
      const all = pages.join(' ');
      expect(all).toMatch(title);
      expect(all).toMatch(/Kinderopvang De Zevensprong, afgedrukt \d/);
      expect(all).not.toMatch(ON_SCREEN);
      expect(pages.length).toBeLessThanOrEqual(3);
      expect(pages.filter((words) => words.trim() === '')).toEqual([]);
      const asked = stage.cast.day.wishes[0]?.firstName ?? '?';
      if (who === 'parent') expect(all).toContain(asked);
      if (path === '/agenda') expect(all).toContain(`${asked.charAt(0)} ${asked}`);
    },
    30_000,
  );
});
