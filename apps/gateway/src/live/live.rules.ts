import type { Actor, Changed } from '@ouderportaal/contracts';

/** Who listens, and to what they may see. */
export interface Audience {
  actor: Actor;
  /** Of a parent. */
  childIds: ReadonlySet<string>;
  /** Of staff. */
  groupIds: ReadonlySet<string>;
}

/** Whether something that changed may be on this person's screen (R87). */
export function concerns(changed: Changed, { actor, childIds, groupIds }: Audience): boolean {
  if (changed.tenantId !== actor.tenantId) return false;
  if (changed.everybody || changed.personIds.includes(actor.personId)) return true;
  const own = actor.role === 'parent' ? childIds : groupIds;
  const touched = actor.role === 'parent' ? changed.childIds : changed.groupIds;
  return touched.some((id) => own.has(id));
}
