import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { canAskForTwo, daysForTwo, type FreeDay } from '../../../dev/journey/find-days.js';
import { DemoPeople, type Person } from '../../../dev/journey/people.js';
import { runningPortal } from '../support/portal.js';
import { browsing } from './support/browser.js';
import { ORGANISATION } from '../../../dev/journey/portal-job.js';
import { Parent } from '../../../dev/journey/visitors.js';

const browser = browsing();

let password: string;
let families: Person[];
let parent: Person;
let days: FreeDay[];

beforeAll(async () => {
  const people = await DemoPeople.of(runningPortal().url);
  password = people.password;
  families = await people.everybody(ORGANISATION, 'parent');
  for (const one of families) if (await canAskForTwo(one.api)) parent = one;
  days = await daysForTwo(parent.api, 3);
}, 60_000);

async function atHome(who: Person = parent): Promise<Parent> {
  const device = await browser.device();
  const mother = await Parent.at(device);
  await mother.comesTo(ORGANISATION);
  await mother.signsIn(who.username, password);
  await mother.isHome();
  return mother;
}

async function choosing(on: string): Promise<Parent> {
  const mother = await atHome();
  await mother.looksAt(on);
  const [wish] = days.find((day) => day.on === on)?.wishes ?? [];
  await mother.tap(mother.firstFor(wish?.firstName ?? ''));
  await mother.send.waitFor();
  return mother;
}

/** How many bookings of a day were really asked for. */
async function askedOn(on: string): Promise<number> {
  const { body } = await parent.api.get<{ items: { on: string; status: string }[] }>(
    '/care-requests?limit=100',
  );
  return body.items.filter((booking) => booking.on === on && booking.status === 'requested').length;
}

/**
 * The answers to sends are lost on the way from now on; what was sent arrived. Gives what they were, and
 * what ends it.
 */
async function loseAnswers(page: Page): Promise<{ lost: number[]; stop(): Promise<void> }> {
  const lost: number[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId, responseStatusCode = 0 }) => {
    lost.push(responseStatusCode);
    void session.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionClosed' });
  });
  const patterns = [{ urlPattern: '*/api/care-requests', requestStage: 'Response' as const }];
  await session.send('Fetch.enable', { patterns });
  return { lost, stop: () => session.detach() };
}

describe('signing in', () => {
  it('R234: says the same of a wrong password and of nobody’s, and keeps the user name', async () => {
    const mother = await Parent.at(await browser.device());
    await mother.comesTo(ORGANISATION);
    const said: (string | null)[] = [];
    for (const userName of [parent.username, '999999']) {
      await mother.signsIn(userName, 'not the password');
      const alert = mother.page.getByRole('alert').first();
      await alert.waitFor();
      said.push(await alert.textContent());
      const field = mother.page.getByRole('textbox', { name: /Debiteurnummer/ });
      expect(await field.inputValue()).toBe(userName);
    }
    expect(said[0]?.replace(/[0-9a-f]{32}/, '')).toBe(said[1]?.replace(/[0-9a-f]{32}/, ''));
  });

  it('asks for what is missing before it asks the portal', async () => {
    const mother = await Parent.at(await browser.device());
    await mother.comesTo(ORGANISATION);
    await mother.tap(mother.button('Inloggen'));
    const first = mother
      .link('Vul je gebruikersnaam in.')
      .or(mother.link('Vul uw gebruikersnaam in.'));
    await mother.tap(first);
    const field = mother.page.getByRole('textbox', { name: /Debiteurnummer/ });
    await field.and(mother.page.locator(':focus')).waitFor();
  });
});

describe('M15: what was typed', () => {
  it('is there again after the tab was closed', async () => {
    const on = days[0]?.on ?? '';
    const before = await askedOn(on);
    const mother = await choosing(on);
    await mother.page.getByText('Opmerking of einddatum').click();
    await mother.page.getByLabel(/^Opmerking voor de locatie/).fill('Zij heeft haar knuffel mee.');
    await mother.page.waitForTimeout(600);
    const again = await mother.page.context().newPage();
    await mother.page.close();
    await again.goto(`/agenda?dag=${on}`);
    const remark = again.getByLabel(/^Opmerking voor de locatie/);
    await remark.waitFor();
    expect(await remark.inputValue()).toBe('Zij heeft haar knuffel mee.');
    await again.getByRole('button', { name: 'Weggooien' }).click();
    expect(await askedOn(on)).toBe(before);
  });

  it('is sent once, also when the answer was lost and she presses again', async () => {
    const on = days[1]?.on ?? '';
    const before = await askedOn(on);
    const mother = await choosing(on);
    const { lost, stop } = await loseAnswers(mother.page);
    await mother.tap(mother.send);
    await mother.page.getByText('Geen verbinding', { exact: true }).waitFor({ timeout: 20_000 });
    await stop();
    expect(lost).toEqual([201, 201, 201]);
    await mother.tap(mother.send);
    await mother.page.getByText(/^Verstuurd\./).waitFor();
    expect(await askedOn(on)).toBe(before + 1);
  });

  it('goes on after the session ended: signed in over the page, nothing is lost', async () => {
    const on = days[2]?.on ?? '';
    const before = await askedOn(on);
    const mother = await choosing(on);
    await mother.page.context().clearCookies();
    await mother.tap(mother.send);
    const sheet = mother.page.getByRole('dialog');
    await sheet.getByLabel('Wachtwoord').fill(password);
    await sheet.getByRole('button', { name: 'Inloggen' }).click();
    await mother.page.getByText(/^Verstuurd\./).waitFor();
    expect(await askedOn(on)).toBe(before + 1);
  });
});

describe('M14: without a network', () => {
  it('a later start shows what was kept and says so; back on, it is current by itself', async () => {
    const mother = await atHome();
    await mother.tap(mother.link('Agenda'));
    await mother.page.getByRole('grid').waitFor();
    const { page } = mother;
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.waitForTimeout(1_500);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('grid').waitFor();
    await page.getByText(/^Geen verbinding\./).waitFor();
    await page.context().setOffline(false);
    await page.getByText(/^Geen verbinding\./).waitFor({ state: 'hidden', timeout: 5_000 });
  });
});

describe('R27: several accounts in one browser', () => {
  it('never mix: each tab is somebody’s, also after a reload', async () => {
    const [one, other] = [families[0]!, families[1]!];
    const device = await browser.device();
    const first = await Parent.at(device);
    await first.comesTo(ORGANISATION);
    await first.signsIn(one.username, password);
    await first.isHome();
    const second = await Parent.at(device);
    await second.comesTo(ORGANISATION);
    await second.signsIn(other.username, password);
    await second.isHome();
    for (const [tab, person] of [
      [first, one],
      [second, other],
    ] as const) {
      await tab.page.reload();
      await tab.isHome();
      await tab.page.getByRole('banner').getByText(person.name).waitFor();
    }
  });
});

describe('S16: a session that is ended elsewhere', () => {
  it('is gone from the screen within seconds', async () => {
    const mother = await atHome(families[1]);
    const live = mother.page.waitForResponse('**/api/live');
    await mother.page.reload();
    await live;
    await families[1]!.api.delete('/sessions');
    await mother.page.getByRole('dialog').waitFor({ timeout: 5_000 });
  });
});

describe('S15: a page that nobody looks after', () => {
  it('asks nothing more after five minutes, so that the session can end; the next key asks again', async () => {
    const device = await browser.device();
    const mother = await Parent.at(device);
    const { page } = mother;
    await page.clock.install();
    await mother.comesTo(ORGANISATION);
    await mother.signsIn(parent.username, password);
    await mother.isHome();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    let asked = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/api/')) asked += 1;
    });
    await page.clock.runFor('04:00');
    expect(asked).toBeGreaterThan(0);
    await page.clock.runFor('02:00');
    asked = 0;
    await page.clock.runFor('30:00');
    expect(asked).toBe(0);
    const again = page.waitForRequest('**/api/home');
    await page.keyboard.press('Shift');
    await again;
  }, 60_000);
});

describe('a phone that is wrong', () => {
  it('about the day and the zone shows the days of the children’s place all the same', async () => {
    const device = await browser.device({ timezoneId: 'Pacific/Auckland' });
    const mother = await Parent.at(device);
    const { page } = mother;
    await page.clock.install({ time: new Date(Date.now() + 3 * 86_400_000) });
    await mother.comesTo(ORGANISATION);
    await mother.signsIn(parent.username, password);
    await mother.isHome();
    await page.goto('/agenda');
    const real = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format();
    const today = page.getByRole('button', { name: /, vandaag/ });
    await today.waitFor();
    expect(await today.getAttribute('data-on')).toBe(real);
  }, 30_000);
});
