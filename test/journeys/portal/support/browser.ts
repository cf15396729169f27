import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { NO_CHROMIUM } from '@ouderportaal/backing-services';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch } from '../../../../dev/journey/launch.js';
import { PHONE } from '../../../../dev/journey/portal-job.js';
import { runningPortal } from '../../support/portal.js';

export interface Look {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  locale?: string;
  /** Where the phone thinks it is. */
  timezoneId?: string;
}

interface Browsing {
  /** A browser of somebody's own: nothing of anybody else is in it. */
  device(look?: Look): Promise<BrowserContext>;
}

/** One Chromium for a suite; every page of it must leave the console empty. */
export function browsing(): Browsing {
  let browser: Browser;
  const devices: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    const { chromium: executablePath } = runningPortal();
    if (!executablePath) throw new Error(NO_CHROMIUM);
    browser = await launch(executablePath);
  }, 60_000);

  afterEach(async () => {
    await Promise.all(devices.splice(0).map((device) => device.close()));
    const said = complaints.splice(0);
    if (said.length > 0) throw new Error(`The console is not empty:\n${said.join('\n')}`);
  });

  afterAll(() => browser?.close());

  return {
    device: async ({
      viewport = PHONE,
      colorScheme = 'light',
      locale = 'nl-NL',
      timezoneId = 'Europe/Amsterdam',
    } = {}) => {
      const device = await browser.newContext({
        viewport,
        colorScheme,
        locale,
        hasTouch: viewport.width < 600,
        baseURL: runningPortal().url,
        timezoneId,
      });
      device.setDefaultTimeout(10_000);
      devices.push(device);
      device.on('page', (page) => listen(page, complaints));
      return device;
    },
  };
}

/** A refused request is no fault of the page: the browser writes a line for each of them all the same. */
const REFUSED = /^Failed to load resource: /;

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !REFUSED.test(message.text())) {
      complaints.push(message.text());
    }
  });
}
