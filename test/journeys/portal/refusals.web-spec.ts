import { describe, expect, it } from '@jest/globals';
import type { Locator, Page, Route } from 'playwright-core';
import { ORGANISATION } from '../../../dev/journey/portal-job.js';
import { Employee, Parent } from '../../../dev/journey/visitors.js';
import { browsing } from './support/browser.js';
import { bookingFor, casting, enters } from './support/cast.js';

const REMARK = 'Zij heeft haar knuffel mee.';
const browser = browsing();

/** What can become of a change, and the first words of what the person then reads. */
interface Refusal {
  code: string;
  status: number;
  says: RegExp;
  /** Seconds to wait, as the answer's header says. */
  wait?: number;
}

const CUT: Refusal = { code: 'cut', status: 0, says: /^Geen verbinding/ };
const REFUSALS: Refusal[] = [
  { code: 'not-allowed', status: 403, says: /^Dit is niet voor u/ },
  { code: 'not-found', status: 404, says: /^Niet gevonden/ },
  { code: 'request-not-open', status: 409, says: /^Deze aanvraag is al behandeld/ },
  { code: 'read-only-access', status: 422, says: /^U kunt alleen kijken/ },
  { code: 'too-many-requests', status: 429, says: /^Even rustig aan/, wait: 60 },
  { code: 'internal', status: 500, says: /^Er ging iets mis bij ons/ },
  { code: 'service-unavailable', status: 503, says: /^Dit werkt even niet/ },
  { code: 'service-timeout', status: 504, says: /^Het antwoord bleef uit/ },
  CUT,
];
/** A change is tried three times before it is given up, so these few stand for all. */
const FEW = REFUSALS.filter(({ status }) => [404, 409, 429, 503].includes(status));

const stage = casting();

const answering =
  ({ code, status, wait }: Refusal) =>
  async (route: Route) => {
    if (route.request().method() === 'GET') return route.fallback();
    if (status === 0) return route.abort();
    await route.fulfill({
      status,
      contentType: 'application/problem+json',
      headers: wait ? { 'retry-after': String(wait) } : {},
      json: { type: 'about:blank', title: code, status, code, instance: '/', traceId: 'a1b2c3' },
    });
  };

/** Presses with each refusal as the answer; gives what each of them said in place of its words. */
async function refusedBy(
  page: Page,
  path: string,
  refusals: readonly Refusal[],
  press: () => Promise<void>,
  notice: (says: RegExp) => Locator = (says) => page.getByRole('alert').filter({ hasText: says }),
): Promise<string[]> {
  const missing: string[] = [];
  for (const refusal of refusals) {
    await page.route(path, answering(refusal));
    await press();
    const seen = notice(refusal.says).first();
    await seen.waitFor({ timeout: 15_000 }).catch(() => missing.push(`${path}: ${refusal.code}`));
    await page.unroute(path);
  }
  return missing;
}

const atHome = async (): Promise<Parent> =>
  enters(await Parent.at(await browser.device()), { cast: stage.cast, who: 'parent' });

describe('a change that is refused', () => {
  it('by whatever, says what to do in its place, and keeps what was typed: asking', async () => {
    const mother = await atHome();
    const { page } = mother;
    await mother.looksAt(stage.cast.day.on);
    await mother.tap(mother.firstFor(stage.cast.day.wishes[0]?.firstName ?? ''));
    await page.getByText('Opmerking of einddatum').click();
    const remark = page.getByLabel(/^Opmerking voor de locatie/);
    await remark.fill(REMARK);

    const missing = await refusedBy(page, '**/api/care-requests', REFUSALS, () =>
      mother.send.click(),
    );

    expect(missing).toEqual([]);
    expect(await remark.inputValue()).toBe(REMARK);
    expect(await mother.send.isEnabled()).toBe(true);
  }, 90_000);

  it('cancelling', async () => {
    const sent = await stage.cast.parent.api.post<{ requestId: string }>('/care-requests', {
      bookings: [bookingFor(stage.cast)],
    });
    const mother = await atHome();
    const { page } = mother;
    await page.goto(`/agenda/aanvragen/${sent.body.requestId}`);
    await page.getByRole('button', { name: /^Annuleer/ }).click();
    const yes = page.getByRole('dialog').getByRole('button', { name: /^Ja/ });

    const missing = await refusedBy(page, '**/api/care-requests/*/bookings/*/cancel*', FEW, () =>
      yes.click(),
    );

    expect(missing).toEqual([]);
    await yes.click();
    await page.getByText('Geannuleerd').first().waitFor();
  }, 60_000);

  it('ending a session, and signing out', async () => {
    const mother = await atHome();
    const { page } = mother;
    await atHome();
    await page.goto('/overig');
    const ends = page.getByRole('button', { name: /^Log uit: / }).first();
    await ends.waitFor();
    const missing = [
      ...(await refusedBy(page, '**/api/sessions/*', FEW, () => ends.click())),
      ...(await refusedBy(page, '**/api/sessions/current', FEW.slice(-1), () =>
        page.getByRole('button', { name: 'Hier uitloggen' }).click(),
      )),
    ];
    expect(missing).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/overig');
  }, 60_000);

  it('deciding, with the reason still there', async () => {
    const { cast } = stage;
    await cast.parent.api.post('/care-requests', { bookings: [bookingFor(cast)] });
    const employee = await Employee.at(await browser.device());
    const { page } = await enters(employee, { cast, who: 'staff' });
    const path = '**/api/care-requests/*/decisions';
    const approve = page.getByRole('button', { name: /^Goedkeuren/ }).first();
    const missing = await refusedBy(page, path, FEW, () => approve.click());

    await page
      .getByRole('button', { name: /^Afwijzen/ })
      .first()
      .click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Andere reden').first().check();
    const reason = sheet.getByRole('textbox');
    await reason.fill('De groep is op uitstap.');
    missing.push(
      ...(await refusedBy(page, path, FEW, () =>
        sheet.getByRole('button', { name: 'Afwijzen' }).click(),
      )),
    );

    expect(missing).toEqual([]);
    expect(await reason.inputValue()).toBe('De groep is op uitstap.');
  }, 90_000);

  it('signing in, with the name still there', async () => {
    const mother = await Parent.at(await browser.device());
    const { page } = mother;
    await mother.comesTo(ORGANISATION);
    const said = (says: RegExp) => page.getByText(new RegExp(says.source.slice(1)));
    const press = () => mother.signsIn(stage.cast.parent.username, 'not the password');
    const refusals = REFUSALS.filter(({ status }) => [0, 500, 503].includes(status));
    expect(await refusedBy(page, '**/api/sessions', refusals, press, said)).toEqual([]);
    const field = page.getByRole('textbox', { name: /Debiteurnummer/ });
    expect(await field.inputValue()).toBe(stage.cast.parent.username);
  }, 60_000);

  it('because it was too much at once, is counted down and goes on by itself', async () => {
    const mother = await atHome();
    const { page } = mother;
    // The second child: nobody has asked for it above.
    await mother.looksAt(stage.cast.day.on);
    await mother.tap(mother.firstFor(stage.cast.day.wishes[1]?.firstName ?? ''));
    const path = '**/api/care-requests';
    await page.route(
      path,
      answering({ code: 'too-many-requests', status: 429, says: /./, wait: 2 }),
    );
    await mother.tap(mother.send);
    await page.getByText(/^Over [12] s gaat het vanzelf verder/).waitFor();
    await page.unroute(path);
    await page.getByText(/^Verstuurd\./).waitFor();
  }, 60_000);
});
