import { beforeAll, describe, expect, it } from '@jest/globals';
import { castOf, type PortalCast } from '../../../dev/journey/portal-job.js';
import { runningPortal } from '../support/portal.js';
import { browsing, DESK } from './support/browser.js';
import { Employee, Parent, sayDay } from '../../../dev/journey/visitors.js';

const ORGANISATION = 'de-zevensprong';
const browser = browsing();

let cast: PortalCast;

beforeAll(async () => {
  cast = await castOf(runningPortal().url);
}, 60_000);

describe('the portal of an organisation', () => {
  it('R9: is offered for a phone under the organisation’s own name', async () => {
    const visitor = await Parent.at(await browser.device());
    await visitor.comesTo(ORGANISATION);
    const address = await visitor.page.evaluate<string>(
      `document.querySelector('link[rel="manifest"]').href`,
    );
    const answer = await visitor.page.request.get(address);
    expect(await answer.json()).toMatchObject({
      name: 'Kinderopvang De Zevensprong',
      start_url: `/o/${ORGANISATION}`,
    });
  });
});

describe('a price', () => {
  it('is that of what is chosen, and never of what was chosen before', async () => {
    const { day, parent, password } = cast;
    const mother = await Parent.at(await browser.device());
    await mother.comesTo(ORGANISATION);
    await mother.signsIn(parent.username, password);
    await mother.isHome();
    await mother.looksAt(day.on);
    const [first, second] = day.wishes.map(({ firstName }) => mother.firstFor(firstName));
    await mother.tap(first!);
    const price = mother.page.getByRole('status').filter({ hasText: /Samen|Zonder kosten/ });
    await price.waitFor();
    await mother.page.route('**/api/care-requests/preview', () => undefined);
    await mother.tap(second!);
    await mother.page.getByRole('status').filter({ hasText: 'Prijs …' }).waitFor();
    expect(await price.count()).toBe(0);
  });
});

describe('the main job, by hand', () => {
  it('R85, R91, R109, R111: M2: a parent asks a day for two children in six taps, and M4: staff approve with one', async () => {
    const { day, parent, password, staff } = cast;
    const [phone, desk] = [await browser.device(), await browser.device({ viewport: DESK })];
    const mother = await Parent.at(phone);
    await mother.comesTo(ORGANISATION);
    await mother.signsIn(parent.username, password);
    await mother.isHome();
    const employee = await Employee.at(desk);
    await employee.comesTo(ORGANISATION);
    await employee.signsIn(staff.username, password);
    await employee.seesQueue();

    mother.taps = 0;
    await mother.looksAt(day.on);
    for (const { firstName } of day.wishes) await mother.tap(mother.firstFor(firstName));
    const price = mother.page.getByRole('status').filter({ hasText: /Samen|Zonder kosten/ });
    await price.waitFor();
    await mother.tap(mother.send);
    await mother.page.getByText(/^Verstuurd\./).waitFor();
    expect(mother.taps).toBeLessThanOrEqual(6);

    // It comes by itself: nobody reloads.
    const card = employee.cards(sayDay(day.on)).filter({ hasText: 'vandaag gevraagd' });
    await card.first().waitFor();
    await mother.tap(mother.link('Bekijk de aanvraag'));
    await mother.heading('Aanvraag').waitFor();
    employee.taps = 0;
    while ((await card.count()) > 0) {
      const before = await card.count();
      await expectOccupancy(card.first());
      await employee.tap(card.first().getByRole('button', { name: /^Goedkeuren/ }));
      await until(async () => (await card.count()) < before);
    }
    expect(employee.taps).toBeLessThanOrEqual(day.wishes.length);
    await mother.page.getByText('Goedgekeurd').first().waitFor({ timeout: 5_000 });
  }, 90_000);
});

async function expectOccupancy(card: ReturnType<Employee['cards']>): Promise<void> {
  const parts = card.getByRole('list', { name: 'Bezetting' }).first().getByRole('listitem');
  expect(await parts.count()).toBeGreaterThan(0);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const over = AbortSignal.timeout(10_000);
  while (!(await isSo())) over.throwIfAborted();
}
