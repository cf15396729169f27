import { findChromium, NO_CHROMIUM } from '@ouderportaal/backing-services';
import type { BrowserContext } from 'playwright-core';
import { launch } from '../../dev/journey/launch.js';
import { PHONE } from '../../dev/journey/portal-job.js';
import { Parent } from '../../dev/journey/visitors.js';
import { PASSWORD, SLUG, usernameOf } from './organisation-folder.js';
import { careDay, STREAM_DAYS } from './people.js';
import { say } from './report.js';
import { secondsUntil, type World } from './world.js';

const REMARK = 'Zij heeft haar knuffel mee.';
/** The second guardian: the first one probes. */
const FAMILY = 0;
const USERNAME = usernameOf(FAMILY + 2);

/** What strikes while a request is on its way, and what ends it. */
interface Blow {
  name: string;
  strike(world: World, device: BrowserContext): unknown;
  relieve?(world: World, device: BrowserContext): unknown;
}

const BLOWS: readonly Blow[] = [
  {
    name: 'the gateway is killed',
    strike: (world) => process.kill(world.processOf('gateway').pid(), 'SIGKILL'),
  },
  {
    name: 'planning stands still',
    strike: (world) => process.kill(world.processOf('planning').pid(), 'SIGSTOP'),
    relieve: (world) => process.kill(world.processOf('planning').pid(), 'SIGCONT'),
  },
  {
    name: 'the network is cut',
    strike: (_world, device) => device.setOffline(true),
    relieve: (_world, device) => device.setOffline(false),
  },
];

/**
 * A parent asks for a day on a phone while something breaks: nothing she typed is lost, nothing is sent
 * twice, and nothing is shown as sent that was not.
 * @throws Error at the first blow after which that is not so
 */
export async function inABrowser(world: World): Promise<string> {
  const executablePath = await findChromium(say);
  if (!executablePath) throw new Error(NO_CHROMIUM);
  const browser = await launch(executablePath);
  try {
    const device = await browser.newContext({
      baseURL: world.portal.url,
      viewport: PHONE,
      hasTouch: true,
      locale: 'nl-NL',
      timezoneId: 'Europe/Amsterdam',
    });
    device.setDefaultTimeout(30_000);
    const mother = await Parent.at(device);
    await mother.comesTo(SLUG);
    await mother.signsIn(USERNAME, PASSWORD);
    await mother.isHome();
    for (const [at, blow] of BLOWS.entries()) {
      await asksUnder(blow, { world, device, mother, on: careDay(STREAM_DAYS + at) });
    }
  } finally {
    await browser.close();
  }
  const names = BLOWS.map(({ name }) => name).join(', ');
  return `in a browser, while a request was on its way: ${names}; each was sent once, with all that was typed`;
}

async function asksUnder(
  { name, strike, relieve }: Blow,
  {
    world,
    device,
    mother,
    on,
  }: { world: World; device: BrowserContext; mother: Parent; on: string },
): Promise<void> {
  const { page } = mother;
  await page.goto(`/agenda?dag=${on}`);
  await page.getByRole('checkbox').first().check();
  await page.getByText('Opmerking of einddatum').click();
  const remark = page.getByLabel(/^Opmerking voor de locatie/);
  await remark.fill(REMARK);
  const sent = page.getByText(/^Verstuurd\./);
  const path = '**/api/care-requests';
  await page.route(path, async (route) => {
    await page.unroute(path);
    await strike(world, device);
    await route.continue().catch(() => undefined);
  });
  await mother.send.click();
  await sent.or(page.getByRole('alert')).first().waitFor();
  if (!(await sent.isVisible()) && (await remark.inputValue()) !== REMARK) {
    throw new Error(`${name}: what she typed is gone`);
  }
  const claims = await sent.isVisible();
  await relieve?.(world, device);
  if (claims) await mustBeThere(world, on, `${name}: shown as sent`);
  await secondsUntil(`${name}: sent after all`, async () => {
    if (await sent.isVisible()) return true;
    const isReady = (await mother.send.getAttribute('aria-disabled')) !== 'true';
    if (isReady) await mother.send.click({ timeout: 1_000 });
    return false;
  });
  await mustBeThere(world, on, `${name}: in the end`);
}

/** Exactly one booking of the family on that day. */
async function mustBeThere(world: World, on: string, when: string): Promise<void> {
  const family = world.families[FAMILY];
  const count = async () => {
    const answer = await family?.client.call({ method: 'GET', path: '/care-requests?limit=100' });
    const { items = [] } = (answer?.body ?? {}) as { items?: { on: string }[] };
    return items.filter((booking) => booking.on === on).length;
  };
  let found = 0;
  await secondsUntil(`${when}, and there once`, async () => {
    found = await count();
    return found > 0;
  });
  if (found !== 1) throw new Error(`${when}: ${found} bookings instead of one`);
}
