import type { BrowserContext, Page } from 'playwright-core';
import { canAskForTwo, daysForTwo, type FreeDay } from './find-days.js';
import { DemoPeople, type Person } from './people.js';
import { eventually, JourneyFailed, type Transcript } from './transcript.js';
import { Employee, Parent, sayDay } from './visitors.js';

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

export const ORGANISATION = 'de-zevensprong';
const MOST_TAPS_TO_ASK = 6;

export interface PortalCast {
  password: string;
  parent: Person;
  staff: Person;
  day: FreeDay;
}

/** A parent with two children that can be asked for on one day, and somebody who works in their group. */
export async function castOf(portalUrl: string): Promise<PortalCast> {
  const people = await DemoPeople.of(portalUrl);
  const parents = await people.everybody(ORGANISATION, 'parent');
  for (const parent of parents) {
    if (!(await canAskForTwo(parent.api))) continue;
    const [day] = await daysForTwo(parent.api, 1);
    for (const staff of await people.everybody(ORGANISATION, 'staff')) {
      const { body } = await staff.api.get<{ groupId: string }[]>('/groups');
      const groupId = day?.wishes[0]?.groupId;
      if (day && body.some((group) => group.groupId === groupId)) {
        return { password: people.password, parent, staff, day };
      }
    }
  }
  throw new JourneyFailed('No day left to ask for; run npm run reset and start again');
}

interface Means {
  /** Of the parent, and of who decides: nothing of anybody else is in them. */
  phone: BrowserContext;
  desk: BrowserContext;
  log: Transcript;
  /** Keeps a picture; left out: none are wanted. */
  keep?: (page: Page, title: string) => Promise<void>;
}

/**
 * The main job by hand: a family asks for a day on a phone, a group answers at a desk.
 * @returns the taps it took to ask, and to decide
 */
export async function portalJob(
  cast: PortalCast,
  { phone, desk, log, keep = async () => {} }: Means,
): Promise<{ toAsk: number; toDecide: number }> {
  const mother = await Parent.at(phone);
  const employee = await Employee.at(desk);

  log.chapter('At the door');
  await mother.comesTo(ORGANISATION);
  await keep(mother.page, 'The door');
  await mother.signsIn(cast.parent.username, cast.password);
  await mother.isHome();
  await keep(mother.page, 'My child');
  log.check(`${cast.parent.name} signs in on a phone and stands on “Mijn kind”.`, true);
  await employee.comesTo(ORGANISATION);
  await employee.signsIn(cast.staff.username, cast.password);
  await employee.seesQueue();
  log.check(`${cast.staff.name} signs in at a desk and sees what waits.`, true);

  log.chapter('Asking');
  mother.taps = 0;
  await mother.looksAt(cast.day.on);
  for (const { firstName } of cast.day.wishes) await mother.tap(mother.firstFor(firstName));
  const price = mother.page.getByRole('status').filter({ hasText: /Samen|Zonder kosten/ });
  await price.waitFor();
  log.say(`Before the last tap it says: ${(await price.textContent()) ?? ''}.`);
  await keep(mother.page, 'Two children chosen');
  await mother.tap(mother.send);
  await mother.page.getByText(/^Verstuurd\./).waitFor();
  await keep(mother.page, 'Sent');
  const toAsk = mother.taps;
  log.check(
    `${cast.day.wishes.map(({ firstName }) => firstName).join(' and ')} are asked for on ${sayDay(cast.day.on)}, in ${toAsk} taps.`,
    toAsk <= MOST_TAPS_TO_ASK,
  );
  await mother.tap(mother.link('Bekijk de aanvraag'));
  await mother.heading('Aanvraag').waitFor();

  log.chapter('Deciding');
  const cards = employee.cards(sayDay(cast.day.on)).filter({ hasText: 'vandaag gevraagd' });
  await cards.first().waitFor();
  await keep(employee.page, 'The queue');
  employee.taps = 0;
  const waiting = await cards.count();
  for (let left = waiting; left > 0; left -= 1) {
    const occupancy = cards.first().getByRole('list', { name: 'Bezetting' }).first();
    log.check(
      'It comes into the queue by itself, with the occupancy beside it.',
      (await occupancy.getByRole('listitem').count()) > 0,
    );
    await employee.tap(cards.first().getByRole('button', { name: /^Goedkeuren/ }));
    await eventually('the card to go', async () =>
      (await cards.count()) < left ? true : undefined,
    );
  }
  log.check(
    `${waiting === 1 ? 'One tap approves' : `${waiting} taps approve`} it.`,
    employee.taps,
    waiting,
  );
  const toDecide = employee.taps;
  await keep(employee.page, 'Approved');
  const slip = employee.page.getByRole('button', { name: /^Terugnemen/ }).first();
  await employee.tap(slip);
  await cards.first().waitFor();
  await mother.page.getByText('Optie extra').first().waitFor({ timeout: 5_000 });
  await keep(employee.page, 'Taken back');
  log.check(
    'Taken back within the minute, it waits again, for the group and for the parent.',
    true,
  );
  await employee.tap(cards.first().getByRole('button', { name: /^Goedkeuren/ }));

  log.chapter('Hearing of it');
  await mother.page.getByText('Goedgekeurd').first().waitFor({ timeout: 5_000 });
  log.check('The parent sees the answer come in, without reloading.', true);
  await keep(mother.page, 'The answer');
  await mother.tap(mother.link('Overig'));
  await mother.tap(mother.link('Mails aan mij'));
  await mother.heading('Mails aan mij').waitFor();
  await mother.page.getByRole('main').getByRole('listitem').first().waitFor();
  await keep(mother.page, 'The mails');
  log.check('And finds the mails that she was sent.', true);
  return { toAsk, toDecide };
}
