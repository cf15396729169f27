/** At most this many failed attempts to sign in within a period (S12). */
export const PERIOD_MINUTES = 15;
export const MAX_FAILURES = { account: 10, address: 100 } as const;

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

/** Names are compared in lower case. */
export function normalUsername(username: string): string {
  return username.trim().toLowerCase();
}

function networkOf(address: string): string {
  const [bare = ''] = address.trim().toLowerCase().split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  if (mapped?.[1]) return mapped[1];
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
