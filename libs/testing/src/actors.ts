import { type Actor, NOBODY, type Role } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';

/** Somebody of an organisation, with a session of their own. */
export function actor(role: Role, tenantId: string, personId = newId()): Actor {
  return { tenantId, personId, sessionId: newId(), role };
}

export const anonymous: Actor = {
  tenantId: NOBODY,
  personId: NOBODY,
  sessionId: NOBODY,
  role: 'anonymous',
};

export const gateway: Actor = { ...anonymous, role: 'gateway' };

/** The platform team, working on one organisation (the nil UUID: on one that is not there yet). */
export function operator(tenantId: string = NOBODY): Actor {
  return { ...anonymous, tenantId, role: 'operator' };
}
