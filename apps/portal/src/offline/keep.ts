import { dehydrate, type DehydratedState, hydrate, type QueryClient } from '@tanstack/react-query';
import { createStore, del, get, set } from 'idb-keyval';
import { KEPT_MS } from '../app/query-client.js';

/**
 * What may be read without a network, per account: the answers that are marked `isKept`. Wiped when the
 * account signs out, when its session was revoked, and after seven days.
 */
const store = createStore('portal-kept', 'kept');
const PAUSE_MS = 1_000;

interface Kept {
  state: DehydratedState;
  keptAt: number;
}

export async function restoreKept(client: QueryClient, personId: string): Promise<void> {
  const kept = await get<Kept>(personId, store).catch(() => undefined);
  if (kept && Date.now() - kept.keptAt < KEPT_MS) hydrate(client, kept.state);
}

export const dropKept = (personId: string) => del(personId, store).catch(() => undefined);

/** Writes what is kept a second after it changed; ends with the function that it gives. */
export function keepFor(client: QueryClient, personId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const state = dehydrate(client, {
      shouldDehydrateQuery: ({ meta, state: { status } }) =>
        meta?.isKept === true && status === 'success',
      shouldDehydrateMutation: () => false,
    });
    void set(personId, { state, keptAt: Date.now() } satisfies Kept, store).catch(() => undefined);
  };
  const stop = client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.meta?.isKept !== true) return;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
