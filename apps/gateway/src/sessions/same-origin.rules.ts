/** Headers that tell the origin of a request. */
interface OriginFacts {
  secFetchSite: string | undefined;
  origin: string | undefined;
  /** The request's own host, with its port where that is not the usual one. */
  host: string | undefined;
  /** Where browsers reach the portal, when that is configured. */
  publicOrigin: string | undefined;
}

/**
 * Where a request comes from, as far as its browser says so (S21). A page cannot forge these headers;
 * `unknown` is a client that is no browser, or a very old one.
 */
export function originOf(facts: OriginFacts): 'same' | 'cross' | 'unknown' {
  const { secFetchSite, origin } = facts;
  if (secFetchSite === 'same-origin' || secFetchSite === 'none') return 'same';
  if (secFetchSite === 'cross-site') return 'cross';
  if (origin === undefined) return secFetchSite === undefined ? 'unknown' : 'cross';
  return isOurs(origin, facts) ? 'same' : 'cross';
}

function isOurs(origin: string, { host, publicOrigin }: OriginFacts): boolean {
  if (origin === publicOrigin) return true;
  if (!host || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  // A page over plain http may be anybody's who sits between; it does not speak for an https portal.
  const isProtected = protocol === 'https:' || !publicOrigin?.startsWith('https:');
  return isProtected && originHost === host.toLowerCase();
}
