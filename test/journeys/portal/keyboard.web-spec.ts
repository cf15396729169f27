import { describe, expect, it } from '@jest/globals';
import { until } from '@ouderportaal/testing';
import { DESK, ORGANISATION } from '../../../dev/journey/portal-job.js';
import { sayDay, Visitor } from '../../../dev/journey/visitors.js';
import { browsing } from './support/browser.js';
import { casting } from './support/cast.js';
import { Keyboard } from './support/keyboard.js';

const browser = browsing();
const stage = casting();

async function signsIn(who: 'parent' | 'staff') {
  const visitor = await Visitor.at(await browser.device({ viewport: DESK }));
  const keys = new Keyboard(visitor.page);
  await visitor.comesTo(ORGANISATION);
  await keys.to(/^(Debiteurnummer|E-mailadres)/);
  await keys.type(stage.cast[who].username);
  await keys.to(/^Wachtwoord/);
  await keys.type(stage.cast.password);
  await keys.press('Enter');
  await visitor.page.waitForURL(/\/(kind|aanvragen)$/);
  return { page: visitor.page, keys };
}

describe('by keyboard alone', () => {
  it('R91: a parent reaches a day in the calendar by arrows, and asks', async () => {
    const { page, keys } = await signsIn('parent');
    await keys.to(/^Agenda$/);
    await keys.press('Enter');
    await page.getByRole('grid').waitFor();
    const day = page.getByRole('button', {
      name: new RegExp(`^${sayDay(stage.cast.day.on)}(,|$)`),
    });
    if ((await day.count()) === 0) {
      await keys.to(/^Volgende maand$/);
      await keys.press('Enter');
      await day.waitFor();
    }
    await keys.to(/^(maan|dins|woens|donder|vrij|zater|zon)dag /);
    await keys.press('Home');
    for (let steps = 0; steps < 62; steps += 1) {
      const on = await page.locator(':focus').getAttribute('data-on');
      if (on === stage.cast.day.on) break;
      await keys.press((on ?? '') < stage.cast.day.on ? 'ArrowRight' : 'ArrowLeft');
    }
    await keys.press('Enter');
    await page.getByRole('checkbox').first().waitFor();
    // What can be chosen says what it is called beside its times.
    await keys.to(/\d\d:\d\d \p{L}/u);
    await keys.press('Space');
    await page.getByRole('button', { name: /versturen$/ }).waitFor();
    await keys.to(/versturen$/);
    await keys.press('Enter');
    await page.getByText(/^Verstuurd\./).waitFor();
  }, 60_000);

  it('R95, R97: she asks for another child on another day in one form', async () => {
    const { page, keys } = await signsIn('parent');
    const [, other] = stage.cast.day.wishes;
    await keys.to(/^Agenda$/);
    await keys.press('Enter');
    await page.getByRole('grid').waitFor();
    await keys.to(/^Meer dagen of een periode$/);
    await keys.press('Enter');
    await keys.to(/^Vanaf/);
    const [year = '', month = '', day = ''] = stage.cast.day.on.split('-');
    // The browser's own language says which part comes first, whatever the page's.
    const from = page.getByLabel('Vanaf');
    for (const digits of [`${day}${month}${year}`, `${month}${day}${year}`]) {
      await keys.press('ArrowLeft', 'ArrowLeft');
      await keys.type(digits);
      if ((await from.inputValue()) === stage.cast.day.on) break;
      await keys.press('Backspace', 'ArrowLeft', 'Backspace', 'ArrowLeft', 'Backspace');
    }
    expect(await from.inputValue()).toBe(stage.cast.day.on);
    await keys.to(/^Kind/);
    await keys.type(other?.firstName ?? '');
    await keys.to(/^Toevoegen$/);
    await keys.press('Enter');
    await page.getByRole('button', { name: /^Verwijder / }).waitFor();
    await page.getByRole('button', { name: /versturen$/ }).waitFor();
    await keys.to(/versturen$/);
    await keys.press('Enter');
    await page.waitForURL(/\/agenda\/aanvragen\/[0-9a-f-]{36}$/);
    await page
      .getByRole('heading', { level: 2, name: new RegExp(`^${other?.firstName ?? '?'}, `) })
      .first()
      .waitFor();
  }, 60_000);

  it('R110: an employee decides with one key on a card, and takes it back', async () => {
    const { page, keys } = await signsIn('staff');
    const cards = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /^Goedkeuren/ }) });
    await cards.first().waitFor();
    const before = await cards.count();
    const label = (await cards.first().getAttribute('aria-label')) ?? '';
    await keys.to(new RegExp(`^${RegExp.escape(label)}$`));
    await keys.press('a');
    await page
      .getByRole('button', { name: /^Terugnemen/ })
      .first()
      .waitFor();
    // It is there again after a reload: what can be taken back is not forgotten with the page.
    await page.reload();
    await page
      .getByRole('button', { name: /^Terugnemen/ })
      .first()
      .waitFor();
    await keys.to(/^Terugnemen/);
    await keys.press('Enter');
    const isBack = async () => (await cards.count()) === before || undefined;
    expect(await until('the card is back', isBack)).toBe(true);
  }, 60_000);
});
