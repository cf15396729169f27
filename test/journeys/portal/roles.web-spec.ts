import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Visitor } from '../../../dev/journey/visitors.js';
import type { ActorKind } from '../access-matrix/actors.js';
import { emailOf, familiesOf, PASSWORD } from '../access-matrix/organisation.js';
import { World } from '../access-matrix/world.js';
import { runningPortal } from '../support/portal.js';
import { recordPart } from '../support/record-part.js';
import { browsing } from './support/browser.js';
import { settled } from './support/cast.js';

const PARTS = {
  parent: ['Mijn kind', 'Agenda', 'Overig'],
  staff: ['Aanvragen', 'Planning', 'Overig'],
};
const FOR_PARENTS = ['/kind', '/agenda', '/agenda/aanvraag', '/agenda/aanvragen', '/overig/mails'];
const FOR_STAFF = ['/aanvragen', '/planning'];
const UNKNOWN = '0190b8a4-0000-7000-8000-000000000000';
const NOBODYS = '/er/is/niets';

const browser = browsing();
let world: World;

beforeAll(async () => {
  world = new World(runningPortal());
  await world.build();
}, 60_000);

/** Signs in by hand; `fpar` is at the other organisation. */
async function signedIn(kind: ActorKind): Promise<Page> {
  const isForeign = kind === 'fpar';
  const visitor = await Visitor.at(await browser.device());
  await visitor.comesTo(isForeign ? world.foreignSlug : world.slug);
  const who = isForeign ? 'own' : kind;
  await visitor.signsIn(emailOf(isForeign ? world.foreignMark : world.mark, who), PASSWORD);
  return visitor.page;
}

/** What stands below the menu, once nothing is being waited for. */
async function contentOf(page: Page, path: string): Promise<string> {
  await page.goto(path);
  await settled(page);
  const text = await page.getByRole('main').innerText();
  // The number to report is another one each time.
  return text.replaceAll(/[0-9a-f]{16,}/g, '');
}

const menuOf = async (page: Page) => {
  const parts = page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('link');
  await parts.first().waitFor();
  const names = await parts.allInnerTexts();
  // A part's name stands before the count of what waits in it.
  return names.map((name) => name.trim().split('\n')[0]);
};

describe('who signs in', () => {
  it.each([
    ['own', 'parent'],
    ['look', 'parent'],
    ['staf', 'staff'],
    ['mngr', 'staff'],
  ] as const)(
    'is offered their own parts, and no other address is there: %s',
    async (kind, role) => {
      const page = await signedIn(kind);
      await page.waitForURL(role === 'parent' ? /\/kind$/ : /\/aanvragen$/);
      expect(await menuOf(page)).toEqual(PARTS[role]);
      const nothing = await contentOf(page, NOBODYS);
      expect(nothing).toContain('Deze pagina bestaat niet');
      const [mine, others] =
        role === 'parent' ? [FOR_PARENTS, FOR_STAFF] : [FOR_STAFF, FOR_PARENTS];
      for (const path of others)
        expect([path, await contentOf(page, path)]).toEqual([path, nothing]);
      for (const path of mine)
        expect([path, await contentOf(page, path)]).not.toEqual([path, nothing]);
    },
    30_000,
  );

  it.each(['look', 'othr', 'fpar'] as const)(
    'finds at somebody else’s request and mail what an unknown one shows: %s',
    async (kind) => {
      const page = await signedIn(kind);
      await page.waitForURL(/\/kind$/);
      const { requestId, mailId } = world.own;
      const seen = [
        await contentOf(page, '/kind'),
        await contentOf(page, '/agenda'),
        await contentOf(page, '/agenda/aanvragen'),
        await contentOf(page, `/overig/mails/${mailId}`),
      ].join('\n');
      expect(await contentOf(page, `/overig/mails/${mailId}`)).toBe(
        await contentOf(page, `/overig/mails/${UNKNOWN}`),
      );
      if (kind === 'look') {
        // The other household sees the child's day, and not what was remarked.
        expect(await contentOf(page, `/agenda/aanvragen/${requestId}`)).not.toContain(world.remark);
        return;
      }
      expect(await contentOf(page, `/agenda/aanvragen/${requestId}`)).toBe(
        await contentOf(page, `/agenda/aanvragen/${UNKNOWN}`),
      );
      expect(world.canaries.filter((canary) => seen.includes(canary))).toEqual([]);
    },
    30_000,
  );

  it('may only look: nothing to ask for or cancel is offered, and it says why', async () => {
    const page = await signedIn('look');
    await page.waitForURL(/\/kind$/);
    const day = await contentOf(page, `/agenda?dag=${world.freeDay()}`);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(day).toMatch(/alleen kijken/);
    await contentOf(page, `/agenda/aanvragen/${world.own.requestId}`);
    expect(await page.getByRole('button', { name: /^Annuleer/ }).count()).toBe(0);
  }, 30_000);

  it.each(['blkd', 'left'] as const)(
    'or has no access any more, sees nothing: %s',
    async (kind) => {
      const page = await signedIn(kind);
      if (kind === 'left') {
        await page.getByText('Inloggen lukt niet').first().waitFor();
        expect(new URL(page.url()).pathname).toBe(`/o/${world.slug}`);
        return;
      }
      await page.waitForURL(/\/kind$/);
      const seen = [await contentOf(page, '/kind'), await contentOf(page, '/agenda')].join('\n');
      expect(world.canaries.filter((canary) => seen.includes(canary))).toEqual([]);
    },
    30_000,
  );

  it('S7: and is made to look only while the page is open: what could be asked for is gone in five seconds', async () => {
    const page = await signedIn('own');
    await page.waitForURL(/\/kind$/);
    await contentOf(page, `/agenda?dag=${world.freeDay()}`);
    const choices = page.getByRole('checkbox');
    await choices.first().waitFor();
    const { organisation, families } = familiesOf(world.slug, world.mark);
    const family = families.find(({ number }) => number === 'F1')!;
    const looks = family.children.map(({ number }) => ({
      child: number,
      guardian: 'D-own',
      access: 'read-only',
    }));

    await recordPart(world.person('oper'), '/families', {
      organisation,
      families: [{ ...family, guardianships: [...(family.guardianships ?? []), ...looks] }],
      confirmRemovals: true,
    });

    await choices.first().waitFor({ state: 'detached', timeout: 5_000 });
    await page
      .getByText(/alleen kijken/)
      .first()
      .waitFor();
  }, 30_000);
});
