/**
 * The app's own files, kept for a start without a network (M12, M14). Answers of the API are never kept
 * here: what a family may see offline is kept per account by `keep.ts`, and wiped with it.
 */
declare const self: ServiceWorkerGlobalScope;

const CACHE = 'portal-__PORTAL_VERSION__';
// Filled in by the build (build/worker-knows-files.ts).
const FILES = '__PORTAL_FILES__' as unknown as string[];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n !== CACHE).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (/^\/(api|health|manifest)(\/|$)/.test(url.pathname)) return;
  const isPage = request.mode === 'navigate';
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(isPage ? '/' : request))
      .then((kept) => kept ?? fetch(request)),
  );
});

export {};
