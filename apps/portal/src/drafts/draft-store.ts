import { createStore, del, get, keys, set } from 'idb-keyval';

/** One thing somebody was writing; per account, so that nobody meets another's words. */
interface Kept<T> {
  value: T;
  /** `Idempotency-Key` of the send that is under way, or was cut off. */
  key: string | null;
  keptAt: number;
}

const KEEP_MS = 7 * 24 * 3_600_000;
const store = createStore('portal-drafts', 'drafts');
const addressOf = (personId: string, name: string) => `${personId}/${name}`;

export async function readDraft<T>(personId: string, name: string): Promise<Kept<T> | null> {
  const kept = await get<Kept<T>>(addressOf(personId, name), store).catch(() => undefined);
  if (!kept || Date.now() - kept.keptAt > KEEP_MS) return null;
  return kept;
}

export const writeDraft = <T>(personId: string, name: string, value: T, key: string | null) =>
  set(addressOf(personId, name), { value, key, keptAt: Date.now() } satisfies Kept<T>, store).catch(
    () => undefined,
  );

export const dropDraft = (personId: string, name: string) =>
  del(addressOf(personId, name), store).catch(() => undefined);

/** Names of what this person was writing: signing out says what would go. */
export async function draftsOf(personId: string): Promise<string[]> {
  const all = await keys<string>(store).catch(() => []);
  const own = all.filter((each) => each.startsWith(`${personId}/`));
  return own.map((each) => each.slice(personId.length + 1));
}

export async function dropDraftsOf(personId: string): Promise<void> {
  await Promise.all((await draftsOf(personId)).map((name) => dropDraft(personId, name)));
}
