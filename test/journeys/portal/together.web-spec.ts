import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { until } from '@ouderportaal/testing';
import { castOf, DESK, type PortalCast } from '../../../dev/journey/portal-job.js';
import { Employee } from '../../../dev/journey/visitors.js';
import { runningPortal } from '../support/portal.js';
import { browsing } from './support/browser.js';

const ORGANISATION = 'de-zevensprong';
const browser = browsing();
let cast: PortalCast;

beforeAll(async () => {
  cast = await castOf(runningPortal().url);
  const { childId, groupId, option } = cast.day.wishes[0] ?? {};
  await cast.parent.api.post('/care-requests', {
    bookings: [{ childId, groupId, productId: option?.productId, on: cast.day.on }],
  });
}, 60_000);

async function atTheQueue(): Promise<Employee> {
  const employee = await Employee.at(await browser.device({ viewport: DESK }));
  await employee.comesTo(ORGANISATION);
  await employee.signsIn(cast.staff.username, cast.password);
  await employee.seesQueue();
  return employee;
}

describe('two who decide at the same moment', () => {
  it('R110: decide once: the card leaves both screens, and who was second reads so', async () => {
    const [one, other] = [await atTheQueue(), await atTheQueue()];
    // Others may wait as well: both look at the very same card.
    const decidable = one.page
      .locator('[data-item]')
      .filter({ has: one.page.getByRole('button', { name: /^Goedkeuren/ }) })
      .first();
    await decidable.waitFor();
    const itemId = (await decidable.getAttribute('data-item')) ?? '';
    const cardOf = ({ page }: Employee) => page.locator(`[data-item="${itemId}"]`);
    await cardOf(other).waitFor();

    // Both have left before either is answered.
    const { promise: bothAreSent, resolve } = Promise.withResolvers<undefined>();
    let sent = 0;
    for (const { page } of [one, other]) {
      await page.route('**/api/care-requests/*/decisions', async (route) => {
        sent += 1;
        if (sent === 2) resolve(undefined);
        await bothAreSent;
        await route.continue();
      });
    }
    const approve = (each: Employee) =>
      cardOf(each)
        .getByRole('button', { name: /^Goedkeuren/ })
        .click();
    await Promise.all([approve(one), approve(other)]);

    await Promise.all([one, other].map((each) => cardOf(each).waitFor({ state: 'detached' })));
    const count = async (name: (each: Employee) => Locator) =>
      (await Promise.all([one, other].map((each) => name(each).count()))).filter((n) => n > 0)
        .length;
    const undo = ({ page }: Employee) => page.getByRole('button', { name: /^Terugnemen/ });
    const told = ({ page }: Employee) => page.getByText(/^Iemand anders heeft al beslist over/);
    const isSettled = async () => (await count(undo)) === 1 && (await count(told)) === 1;
    expect(
      await until('one did it, the other was told', async () => (await isSettled()) || undefined),
    ).toBe(true);
  }, 60_000);
});
