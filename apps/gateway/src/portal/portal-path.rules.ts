/** What a path of the web portal asks for; null where it is not the portal's. */
type PortalPath =
  | { kind: 'file'; name: string; isForever: boolean }
  | { kind: 'page' }
  | { kind: 'unknown-file' }
  | null;

const NOT_THE_PORTAL = /^\/(api|health|metrics|manifest)(\/|$)/;
const FOREVER = '/assets/';
const PAGE = '/index.html';

/**
 * Files by their name; every other path that a browser opens as a page is the page, which knows its own
 * addresses. A path of the API never is, whatever it asks for.
 *
 * @param has Whether the build has a file of that name, e.g. `/assets/index-1a2b.js`.
 * @param accept The request's `Accept` header.
 */
export function portalPathOf(
  path: string,
  accept: string | undefined,
  has: (name: string) => boolean,
): PortalPath {
  if (NOT_THE_PORTAL.test(path)) return null;
  if (path !== PAGE && has(path)) {
    return { kind: 'file', name: path, isForever: path.startsWith(FOREVER) };
  }
  if (path.startsWith(FOREVER)) return { kind: 'unknown-file' };
  // The worker asks for the start page as a file, to keep it.
  const isAsked = path === '/' || accept?.includes('text/html');
  return isAsked ? { kind: 'page' } : null;
}

export type Packing = 'br' | 'gzip';

/** The smallest form of a file that the browser reads. */
export function packingOf(acceptEncoding: string | string[] | undefined): Packing | null {
  const offered = String(acceptEncoding ?? '').toLowerCase();
  const takes = (name: string) =>
    new RegExp(`(^|[ ,])${name}(?! *; *q=0(\\.0*)?( *,|$))`).test(offered);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}
