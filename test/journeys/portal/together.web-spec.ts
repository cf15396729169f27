import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { castOf, DESK, type PortalCast } from '../../../dev/journey/portal-job.js';
import { Employee } from '../../../dev/journey/visitors.js';
import { runningPortal } from '../support/portal.js';
import { browsing } from './support/browser.js';

const ORGANISATION = 'de-zevensprong';
const browser = browsing();
let cast: PortalCast;
let requestId = '';

beforeAll(async () => {
  cast = await castOf(runningPortal().url);
  const { childId, groupId, option } = cast.day.wishes[0] ?? {};
  const sent = await cast.parent.api.post<{ requestId: string }>('/care-requests', {
    bookings: [{ childId, groupId, productId: option?.productId, on: cast.day.on }],
  });
  requestId = sent.body.requestId;
}, 60_000);

async function atTheQueue(): Promise<Employee> {
  const employee = await Employee.at(await browser.device({ viewport: DESK }));
  await employee.comesTo(ORGANISATION);
  await employee.signsIn(cast.staff.username, cast.password);
  await employee.seesQueue();
  return employee;
}

const standing = async () => {
  const { body } = await cast.parent.api.get<{ bookings: { status: string }[] }>(
    `/care-requests/${requestId}`,
  );
  return body.bookings[0]?.status;
};

describe('two who decide at the same moment', () => {
  it('R110: decide once: the card leaves both screens, and who was second reads so', async () => {
    const [one, other] = [await atTheQueue(), await atTheQueue()];
    const wish = cast.day.wishes[0]?.firstName ?? '?';
    const cardOf = ({ page }: Employee) =>
      page.getByRole('listitem', { name: new RegExp(`^${wish} `) }).first();
    await Promise.all([one, other].map((each) => cardOf(each).waitFor()));

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
    const approve = ({ page }: Employee) =>
      page
        .getByRole('button', { name: new RegExp(`^Goedkeuren.*${wish} `) })
        .first()
        .click();
    await Promise.all([approve(one), approve(other)]);

    await Promise.all([one, other].map((each) => cardOf(each).waitFor({ state: 'detached' })));
    expect(await standing()).toBe('approved');
    const count = async (name: (each: Employee) => Locator) =>
      (await Promise.all([one, other].map((each) => name(each).count()))).filter((n) => n > 0)
        .length;
    expect(await count(({ page }) => page.getByRole('button', { name: /^Terugnemen/ }))).toBe(1);
    expect(await count(({ page }) => page.getByText(/^Iemand anders heeft al beslist over/))).toBe(
      1,
    );
  }, 60_000);
});
