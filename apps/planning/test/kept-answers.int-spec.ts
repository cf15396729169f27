import { describe, expect, it } from '@jest/globals';
import { type Actor, identity, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { codeOf } from '@ouderportaal/testing';
import { KeepIdsOfAnswers1767225940000 } from '../src/database/migrations/1767225940000-keep-ids-of-answers.js';
import { givenScene, reject, type Scene } from './support/care-requests.js';
import { planningUnderTest } from './support/planning-under-test.js';

const { careRequests, queue } = planning;
const REMARK = 'Opa is ziek.';

describe('a request that comes again under its Idempotency-Key', () => {
  const service = planningUnderTest();
  const { request, hear } = service;

  /** Submits as one does who got no answer and sends it again. */
  const submitting = ({ family, booking }: Scene, by: Actor = family.guardian) => {
    const draft = { bookings: family.children.map((child) => booking({ child })), remark: REMARK };
    const context = { idempotencyKey: newId() };
    return () => request(careRequests.submit, by, draft, context);
  };

  /** Which guardians see the first child and the others; the whole list, as identity says it. */
  const revoke = async ({ family, organisation }: Scene, ofChildren = family.children) => {
    const full = [{ guardianId: family.guardian.personId, access: 'full' as const }];
    await hear(identity.events.childrenRecorded, organisation.tenantId, {
      children: family.children.map((child) => ({
        ...child,
        lastName: 'Testman',
        guardians: ofChildren.includes(child) ? [] : full,
      })),
    });
  };

  const keptOf = (tenantId: string) =>
    service.sql<{ subject: string; answer: Buffer }>(
      'select subject, answer from planning.idempotency_key where tenant_id = $1 order by subject',
      [tenantId],
    );

  it('gets the same answer, and is done once', async () => {
    const scene = await givenScene(service);
    const submit = submitting(scene);

    expect(await submit()).toEqual(await submit());
    expect((await request(careRequests.list, scene.family.guardian, {})).items).toHaveLength(2);
  });

  it('S7: is not found, like the request itself, by who lost the right to see it', async () => {
    const scene = await givenScene(service);
    const { guardian } = scene.family;
    const submit = submitting(scene);
    const { requestId } = await submit();

    await revoke(scene);

    expect(await codeOf(request(careRequests.get, guardian, { requestId }))).toBe('not-found');
    expect(await codeOf(submit())).toBe('not-found');
  });

  it('S7: shows the children that are left to who asks now', async () => {
    const scene = await givenScene(service);
    const [mila, noor] = scene.family.children;
    const submit = submitting(scene);
    const before = await submit();

    await revoke(scene, [mila!]);

    const after = await submit();
    expect(after.requestId).toBe(before.requestId);
    expect(after.bookings).toEqual(
      before.bookings.filter(({ child }) => child.childId === noor!.childId),
    );
    expect(JSON.stringify(after)).not.toContain('Mila');
  });

  it('S7: is not found by staff who work for its groups no longer', async () => {
    const scene = await givenScene(service);
    const { requestId, bookings } = await scene.submit();
    const context = { idempotencyKey: newId() };
    const decisions = bookings.map(reject);
    const decide = () => request(queue.decide, scene.staff, { requestId, decisions }, context);
    expect((await decide()).isOpen).toBe(false);
    expect((await decide()).isOpen).toBe(false);

    await hear(identity.events.employeeRecorded, scene.organisation.tenantId, {
      employeeId: scene.staff.personId,
      role: 'staff',
      groupIds: [],
      isActive: true,
    });
    expect(await codeOf(decide())).toBe('not-found');
  });

  it('shows how a request stands by now', async () => {
    const scene = await givenScene(service);
    const submit = submitting(scene);
    const { requestId, bookings } = await submit();
    const context = { idempotencyKey: newId() };
    const which = { requestId, bookingId: bookings[0]!.bookingId };
    const cancel = () => request(careRequests.cancel, scene.family.guardian, which, context);

    expect(await cancel()).toEqual(await cancel());
    expect((await submit()).bookings.map(({ status }) => status).sort()).toEqual([
      'cancelled',
      'requested',
    ]);
  });

  it('left nothing behind but the id of the request', async () => {
    const scene = await givenScene(service);
    const { requestId } = await submitting(scene)();
    const [kept] = await keptOf(scene.organisation.tenantId);
    expect(kept!.answer.toString()).toBe(JSON.stringify({ requestId }));
  });

  it('finds its answer also where a release before this one kept all of it', async () => {
    const scene = await givenScene(service);
    const { tenantId } = scene.organisation;
    const submit = submitting(scene);
    const view = await submit();
    await service.sql(
      "update planning.idempotency_key set answer = convert_to($2, 'utf8') where tenant_id = $1",
      [tenantId, JSON.stringify(view)],
    );

    const runner = { query: (sql: string) => service.sql(sql) };
    await new KeepIdsOfAnswers1767225940000().up(runner as never);

    const [kept] = await keptOf(tenantId);
    expect(JSON.parse(kept!.answer.toString())).toEqual({ requestId: view.requestId });
    expect(await submit()).toEqual(view);
  });
});
