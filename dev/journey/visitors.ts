import type { BrowserContext, Locator, Page } from 'playwright-core';

/** Somebody at the portal. Finds things by role and name only, and counts every tap. */
export class Visitor {
  taps = 0;

  protected constructor(readonly page: Page) {}

  static async at(device: BrowserContext): Promise<Visitor> {
    return new Visitor(await device.newPage());
  }

  async tap(target: Locator): Promise<void> {
    this.taps += 1;
    await target.click();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, level: 1 });
  }

  /** Opens an organisation's own door. */
  async comesTo(organisation: string): Promise<void> {
    await this.page.goto(`/o/${organisation}`);
    await this.page.getByLabel('Wachtwoord').waitFor();
  }

  async signsIn(userName: string, password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: /Debiteurnummer|E-mailadres/ }).fill(userName);
    await this.page.getByLabel('Wachtwoord').fill(password);
    await this.tap(this.button('Inloggen'));
  }
}

export class Parent extends Visitor {
  static override async at(device: BrowserContext): Promise<Parent> {
    return new Parent(await device.newPage());
  }

  async isHome(): Promise<void> {
    await this.heading('Mijn kind').waitFor();
  }

  /** From any part: opens the calendar, and its day, in the month after this one where it lies there. */
  async looksAt(on: string): Promise<void> {
    await this.tap(this.link('Agenda'));
    const day = this.page.getByRole('button', { name: new RegExp(`^${sayDay(on)}(,|$)`) });
    await this.page.getByRole('grid').waitFor();
    for (let months = 0; (await day.count()) === 0 && months < 3; months += 1) {
      await this.tap(this.button('Volgende maand'));
      await this.page.getByRole('grid').waitFor();
    }
    await this.tap(day);
  }

  /** The first thing that is possible for a child. */
  firstFor(name: string): Locator {
    return this.page
      .getByRole('group', { name: `Extra opvang voor ${name}` })
      .getByRole('checkbox')
      .first();
  }

  get send(): Locator {
    return this.button(/versturen$/);
  }
}

export class Employee extends Visitor {
  static override async at(device: BrowserContext): Promise<Employee> {
    return new Employee(await device.newPage());
  }

  async seesQueue(): Promise<void> {
    await this.heading('Aanvragen').waitFor();
  }

  /** The cards of a day, or of a child. */
  cards(named: string): Locator {
    return this.page.getByRole('listitem', { name: new RegExp(named) });
  }
}

export function sayDay(on: string): string {
  const written = new Intl.DateTimeFormat('nl-NL', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return written.format(new Date(on));
}
