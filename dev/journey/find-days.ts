import type { Api } from './api.js';
import type { ChildOptions, Option } from './shapes.js';
import { JourneyFailed } from './transcript.js';

/** A child that can be asked for on a day, and with what. */
export interface Wish {
  childId: string;
  firstName: string;
  groupId: string;
  option: Option;
}

export interface FreeDay {
  on: string;
  wishes: Wish[];
}

/** The first days from a week ahead on which two children of the family can be asked for. */
export async function daysForTwo(parent: Api, count: number): Promise<FreeDay[]> {
  const found: FreeDay[] = [];
  for (let ahead = 7; ahead < 75 && found.length < count; ahead += 1) {
    const on = dayAhead(ahead);
    const { body } = await parent.get<{ children?: ChildOptions[] }>(`/care-options?on=${on}`);
    const wishes = (body.children ?? []).flatMap((one) => wishOf(one)).slice(0, 2);
    if (wishes.length === 2) found.push({ on, wishes });
  }
  if (found.length < count) {
    throw new JourneyFailed('No days left to ask for; run npm run reset and start again');
  }
  return found;
}

/** Whether a family has such a day at all; for choosing whose journey it is. */
export async function canAskForTwo(parent: Api): Promise<boolean> {
  try {
    return (await daysForTwo(parent, 1)).length === 1;
  } catch (error) {
    if (error instanceof JourneyFailed) return false;
    throw error;
  }
}

export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

function wishOf({ child, groups }: ChildOptions): Wish[] {
  for (const { group, options } of groups) {
    const option = options.find(({ isPossible }) => isPossible);
    if (option) return [{ ...child, groupId: group.groupId, option }];
  }
  return [];
}
