import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DESK, ORGANISATION, portalJob } from '../../../dev/journey/portal-job.js';
import { browsing } from './support/browser.js';
import { casting } from './support/cast.js';
import { Transcript } from '../../../dev/journey/transcript.js';
import { Parent } from '../../../dev/journey/visitors.js';

const browser = browsing();
const stage = casting();

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
    const { day, parent, password } = stage.cast;
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
    const { toAsk, toDecide } = await portalJob(stage.cast, {
      phone: await browser.device(),
      desk: await browser.device({ viewport: DESK }),
      log: new Transcript(() => {}),
    });
    expect(toAsk).toBeLessThanOrEqual(6);
    expect(toDecide).toBeLessThanOrEqual(stage.cast.day.wishes.length);
  }, 90_000);
});

describe('putting it on the home screen', () => {
  it('is offered from the second visit on, once, and never on arrival', async () => {
    const { parent, password } = stage.cast;
    const mother = await Parent.at(await browser.device());
    // Chromium gives a page its offer when it likes; here it does when the page listens.
    await mother.page.context().addInitScript(`addEventListener('load', () => {
      const offer = new Event('beforeinstallprompt', { cancelable: true });
      offer.prompt = async () => { globalThis.wasPrompted = true; };
      dispatchEvent(offer);
    })`);
    await mother.comesTo(ORGANISATION);
    await mother.signsIn(parent.username, password);
    await mother.isHome();
    const offer = (page: Page) => page.getByRole('button', { name: 'Zet op beginscherm' });
    expect(await offer(mother.page).count()).toBe(0);

    const second = await mother.page.context().newPage();
    await second.goto('/kind');
    await offer(second).click();
    expect(await second.evaluate('globalThis.wasPrompted')).toBe(true);
    await offer(second).waitFor({ state: 'detached' });

    const third = await mother.page.context().newPage();
    await third.goto('/kind');
    await third.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await offer(third).count()).toBe(0);
  }, 30_000);
});
