import { setTimeout as wait } from 'node:timers/promises';
import { Client } from './client.js';
import { PASSWORD, SLUG, STAFF, staffName, usernameOf } from './organisation-folder.js';

/** A guardian who is signed in, and what he or she can ask for. */
export interface Family {
  client: Client;
  childIds: readonly string[];
  groupId: string;
  productId: string;
}

interface Options {
  children: {
    child: { childId: string };
    groups: { group: { groupId: string }; options: { productId: string; isPossible: boolean }[] }[];
  }[];
}

export async function signInFamilies(client: Client, count: number): Promise<Family[]> {
  const families: Family[] = [];
  for (let n = 1; n <= count; n += 1)
    families.push(await familyOf(await signIn(client, usernameOf(n))));
  return families;
}

export async function signInStaff(client: Client): Promise<Client[]> {
  const staff: Client[] = [];
  for (let n = 1; n <= STAFF; n += 1) staff.push(await signIn(client, staffName(n)));
  return staff;
}

async function signIn(client: Client, username: string): Promise<Client> {
  const { status, body } = await client.call({
    method: 'POST',
    path: '/sessions',
    body: { organisation: SLUG, username, password: PASSWORD },
  });
  if (status !== 201) throw new Error(`Could not sign in: ${JSON.stringify(body)}`);
  return client.as((body as { token: string }).token);
}

/** Planning hears of families by events: they may take a moment. */
async function familyOf(client: Client): Promise<Family> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await client.call({ method: 'GET', path: `/care-options?on=${careDay(0)}` });
    const { children = [] } = body as Partial<Options>;
    const [group] = children[0]?.groups ?? [];
    const option = group?.options.find(({ isPossible }) => isPossible);
    if (group && option) {
      return {
        client,
        childIds: children.map(({ child }) => child.childId),
        groupId: group.group.groupId,
        productId: option.productId,
      };
    }
    await wait(100);
  }
  throw new Error('A family of the fault run has nothing to ask for');
}

const FIRST_DAYS_AHEAD = 10;
const DAYS_A_WEEK = 4;

/** Days on which nobody is planned: Tuesdays to Fridays from about ten days ahead, counted from 0. */
export function careDay(n: number): string {
  const first = new Date(Date.now() + FIRST_DAYS_AHEAD * 86_400_000);
  const toTuesday = (2 - first.getUTCDay() + 7) % 7;
  const days = toTuesday + Math.floor(n / DAYS_A_WEEK) * 7 + (n % DAYS_A_WEEK);
  return new Date(first.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many such days can be asked for. */
export const CARE_DAYS = 400;
/** The first of them, which families ask for again and again; the others are left to the probe. */
export const STREAM_DAYS = 200;
