import { listeners } from './listeners.js';

/** What Chromium gives a page that can be put on the home screen; other browsers have nothing of the kind. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const VISITS = 'visits';
const OFFERED = 'install-offered';
const OFFERED_FROM_VISIT = 2;

const { on, announce } = listeners();
let prompt: InstallPrompt | null = null;

const isInstalled = () => matchMedia('(display-mode: standalone)').matches;
/** Safari on a phone or tablet installs too, but only by hand. */
const isByHand = () => /iPhone|iPad/.test(navigator.userAgent);

/** Counts this start as a visit, and keeps the browser's own offer for a better moment than arrival. */
export function watchForInstallation(): void {
  if (sessionStorage.getItem(VISITS) === null) {
    sessionStorage.setItem(VISITS, 'counted');
    localStorage.setItem(VISITS, String(visits() + 1));
  }
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    announce();
  });
}

const visits = () => Number(localStorage.getItem(VISITS) ?? 0);

/** Whether to offer it now: once, from the second visit on, where it can be done and is not done yet. */
export function installation(): 'by-button' | 'by-hand' | null {
  if (localStorage.getItem(OFFERED) !== null || visits() < OFFERED_FROM_VISIT || isInstalled()) {
    return null;
  }
  if (prompt) return 'by-button';
  return isByHand() ? 'by-hand' : null;
}

export const onInstallation = on;

/** Lets the browser ask; it is offered once, whatever the answer. */
export function install(): void {
  void prompt?.prompt();
  declineInstallation();
}

export function declineInstallation(): void {
  localStorage.setItem(OFFERED, 'yes');
  announce();
}
