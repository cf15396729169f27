import { z } from 'zod';
import { rpc } from './contract.js';
import { Id, Nothing } from './shared.js';

/** Services that say when something changed which people may have on their screen. */
const SPEAKING = ['planning', 'messaging'] as const;
export type SpeakingService = (typeof SPEAKING)[number];

/** Core NATS, at most once and after the commit: who missed it asks again within a minute anyway. */
export const changedSubject = (service: SpeakingService) => `${service}.broadcast.changed` as const;

export const changedSubjects: readonly string[] = SPEAKING.map(changedSubject);

/**
 * Whose screens something changed on: of parents by child or by person, of staff by group. It says
 * nothing of what changed: who is concerned asks, and sees what they may see.
 */
export const Changed = z.object({
  tenantId: Id,
  /** Everybody of the organisation, e.g. after an import. */
  everybody: z.boolean().default(false),
  childIds: z.array(Id).default([]),
  groupIds: z.array(Id).default([]),
  personIds: z.array(Id).default([]),
  /** What the people it names may see is not what it was. */
  rights: z.boolean().default(false),
});
export type Changed = z.infer<typeof Changed>;

/** Streams that the gateway holds open; each an operation of the gateway. */
export const streams = {
  changes: rpc('gateway.live.changes', {
    route: 'GET /live',
    allow: ['parent', 'staff', 'manager'],
    summary: 'What changes, as it changes',
    description:
      'Server-sent events. Each `data` names a service of which something I may see has changed: `planning` or `messaging`; ask again for what is on the screen. What was said while nobody listened is lost: after connecting, ask for everything once. Ends when the session does, and after ten minutes at most; then connect again. Without `Accept: text/event-stream` it ends after its first line.',
    input: Nothing,
    output: z.unknown(),
  }),
};
