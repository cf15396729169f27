import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { extractText } from 'unpdf';
import { castOf, DESK, type PortalCast } from '../../../dev/journey/portal-job.js';
import { Visitor } from '../../../dev/journey/visitors.js';
import { runningPortal } from '../support/portal.js';
import { browsing } from './support/browser.js';

const ORGANISATION = 'de-zevensprong';
const SCREENS = join('.data', 'screens');
const browser = browsing();
let cast: PortalCast;

beforeAll(async () => {
  cast = await castOf(runningPortal().url);
  const { childId, groupId, option } = cast.day.wishes[0] ?? {};
  await cast.parent.api.post('/care-requests', {
    bookings: [{ childId, groupId, productId: option?.productId, on: cast.day.on }],
  });
}, 60_000);

/** What stands on the paper, page by page; the paper itself is kept to be looked at. */
async function printed(who: 'parent' | 'staff', path: string, name: string): Promise<string[]> {
  const visitor = await Visitor.at(await browser.device({ viewport: DESK, colorScheme: 'dark' }));
  const { page } = visitor;
  await visitor.comesTo(ORGANISATION);
  await visitor.signsIn(cast[who].username, cast.password);
  await page.waitForURL(/\/(kind|aanvragen)$/);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
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
      const asked = cast.day.wishes[0]?.firstName ?? '?';
      if (who === 'parent') expect(all).toContain(asked);
      if (path === '/agenda') expect(all).toContain(`${asked.charAt(0)} ${asked}`);
    },
    30_000,
  );
});
