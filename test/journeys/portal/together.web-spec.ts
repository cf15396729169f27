import { describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { until } from '@ouderportaal/testing';
import { DESK } from '../../../dev/journey/portal-job.js';
import { Employee } from '../../../dev/journey/visitors.js';
import { browsing } from './support/browser.js';
import { bookingFor, casting, enters } from './support/cast.js';

const browser = browsing();
const stage = casting((cast) =>
  cast.parent.api.post('/care-requests', { bookings: [bookingFor(cast)] }),
);

const atTheQueue = async (): Promise<Employee> =>
  enters(await Employee.at(await browser.device({ viewport: DESK })), {
    cast: stage.cast,
    who: 'staff',
  });

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
