interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

declare global {
  interface Window {
    trustedTypes?: TrustedTypes;
  }
}

const WORKER = '/sw.js';

/** The one address that the page's policy lets a script come from at run time. */
function workerAddress(): string {
  const only = (url: string) => {
    if (url !== WORKER) throw new TypeError('not our worker');
    return url;
  };
  const policy = window.trustedTypes?.createPolicy('portal', { createScriptURL: only });
  return policy ? policy.createScriptURL(WORKER) : WORKER;
}

/** Installs the worker after the page has come; `onNew` when another version is there to take over. */
export async function registerWorker(onNew: (takeOver: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // A browser may refuse workers, in a private window for instance: then every start asks the network.
  const registration = await navigator.serviceWorker.register(workerAddress()).catch(() => null);
  if (!registration) return;
  const offer = (worker: ServiceWorker) =>
    onNew(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
        once: true,
      });
      worker.postMessage('take-over');
    });
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) offer(worker);
    });
  });
}
