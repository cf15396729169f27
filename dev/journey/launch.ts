import { type Browser, chromium } from 'playwright-core';

/** Root has no sandbox to run a browser in. */
export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
