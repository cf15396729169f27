import { readEnvironment } from './environment.js';
import { isExecutable, onPath } from './on-path.js';
import { aptInstall } from './process/apt.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_MACOS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** For who needs one where none is to be had. */
export const NO_CHROMIUM =
  "The portal's tests need Chromium 123 or newer: install it (Debian: apt install chromium; macOS: brew install --cask chromium) or set OUDERPORTAAL_CHROMIUM.";

/**
 * The path of a Chromium that tests can open pages with; undefined where there is none. As root on Debian
 * it is installed. Says in one line what was found, or why nothing was.
 */
export async function findChromium(log: (line: string) => void): Promise<string | undefined> {
  const { chromium: asked, path, inherited } = readEnvironment();
  if (asked !== undefined) {
    if (await isExecutable(asked)) return said(log, asked, 'OUDERPORTAAL_CHROMIUM');
    throw new Error(`OUDERPORTAAL_CHROMIUM: ${asked} is no program`);
  }
  const present = await firstOf(path);
  if (present) return said(log, present, 'OUDERPORTAAL_CHROMIUM is not set');
  const hasApt = (await onPath('apt-get', path)) !== undefined;
  if (!hasApt || process.getuid?.() !== 0) {
    log(
      'Chromium: none found, and only root on Debian can install it here; tests of pages are skipped',
    );
    return undefined;
  }
  log('Chromium: installing it with apt, a minute or two …');
  await aptInstall(['chromium'], inherited);
  const installed = await firstOf(path);
  if (installed) return said(log, installed, 'installed with apt');
  log('Chromium: apt could not install it; tests of pages are skipped');
  return undefined;
}

async function firstOf(path: string): Promise<string | undefined> {
  for (const name of NAMES) {
    const found = await onPath(name, path);
    if (found) return found;
  }
  for (const place of ON_MACOS) if (await isExecutable(place)) return place;
  return undefined;
}

function said(log: (line: string) => void, path: string, why: string): string {
  log(`Chromium: ${path}; ${why}`);
  return path;
}
