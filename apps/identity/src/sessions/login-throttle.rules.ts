/** At most this many failed attempts to sign in within a period (S12). */
export const PERIOD_MINUTES = 15;
export const MAX_FAILURES = { account: 10, address: 100, network: 500 } as const;

export interface Tally {
  /** Attempts within the period, the present one included. */
  attempts: number;
  periodEndsAt: Date;
}

/** Seconds until another attempt is allowed, at least 1; 0 when this one is. */
export function secondsToWait(tally: Tally, maximum: number, now: Date): number {
  if (tally.attempts <= maximum) return 0;
  return Math.max(1, Math.ceil((tally.periodEndsAt.getTime() - now.getTime()) / 1_000));
}

/** The name of an account under which attempts are counted, whether it exists or not. */
export function accountKey(organisation: string, username: string): string {
  return `account:${organisation}:${normalUsername(username)}`;
}

/**
 * The network under which attempts are counted: an IPv4 address, or the /64 of an IPv6 address, since
 * one household or attacker has all of its addresses.
 */
export function addressKey(address: string): string {
  return `address:${networkOf(address)}`;
}

/**
 * The larger network that an address is of, a /24 of IPv4 or a /48 of IPv6: what a house, a company or
 * an attacker with one line can have many addresses of.
 */
export function networkKey(address: string): string {
  const bare = bareAddress(address);
  if (!bare.includes(':')) return `network:${bare.split('.').slice(0, 3).join('.')}.0/24`;
  return `network:${groupsOf(bare).slice(0, 3).map(withoutLeadingZeros).join(':')}::/48`;
}

/** Names are compared in lower case. */
export function normalUsername(username: string): string {
  return username.trim().toLowerCase();
}

/** In lower case, without a zone, and IPv4 as it is where it arrives mapped into IPv6. */
function bareAddress(address: string): string {
  const [bare = ''] = address.trim().toLowerCase().split('%');
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1] ?? bare;
}

function networkOf(address: string): string {
  const bare = bareAddress(address);
  if (!bare.includes(':')) return bare;
  return `${groupsOf(bare).slice(0, 4).map(withoutLeadingZeros).join(':')}::/64`;
}

/** The eight groups of an IPv6 address, `::` written out. */
function groupsOf(address: string): string[] {
  const [left = [], right] = address.split('::').map((part) => part.split(':').filter(Boolean));
  if (!right) return left;
  const zeros = Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
}

function withoutLeadingZeros(group: string): string {
  return group.replace(/^0+(?=.)/, '');
}
