import { describe, expect, it } from '@jest/globals';
import { DomainError, identity, planning } from '@ouderportaal/contracts';
import { gatewayUnderTest } from './support/gateway-under-test.js';

const gateway = gatewayUnderTest({ REQUEST_TIMEOUT_MS: '600' });
const WHO = { person: { displayName: 'A. Voorbeeld' }, children: [] };
const CARE = { today: '2026-03-02', nextCare: [], openBookings: [] };

const home = (headers: Record<string, string>) =>
  gateway.fetch('GET', '/api/home', { headers: { 'accept-language': 'nl', ...headers } });

describe('a page of several services', () => {
  it('asks each of them once, at the same moment, in the name of who asks', async () => {
    const { actor, bearer } = gateway.signedIn('parent');
    const together = Promise.withResolvers<object>();
    gateway.services.answer(identity.home.get, () => together.promise);
    // Answers only once both are asked: one after the other would wait until the deadline.
    gateway.services.answer(planning.home.get, () => {
      together.resolve(WHO);
      return CARE;
    });

    const answer = await home(bearer);

    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ who: WHO, care: CARE, missing: [] });
    const heard = [identity.home.get, planning.home.get].map((part) =>
      gateway.services.asked(part),
    );
    expect(heard.map((questions) => questions.map((each) => each.actor))).toEqual([
      [actor],
      [actor],
    ]);
  });

  it('shows the other parts when a service is gone, and says which one and what to do', async () => {
    const { bearer } = gateway.signedIn('parent');
    gateway.services.answer(identity.home.get, () => WHO);
    await gateway.services.disappear(planning.home.get);

    const { status, json } = await home(bearer);

    expect(status).toBe(200);
    expect(json).toMatchObject({ who: WHO, care: null });
    expect(json['missing']).toEqual([
      {
        part: 'care',
        code: 'service-unavailable',
        title: expect.stringMatching(/\w/),
        detail: expect.not.stringMatching(/[{}]/),
      },
    ]);
  });

  it('waits for a service that says nothing no longer than for any other question', async () => {
    const { bearer } = gateway.signedIn('parent');
    gateway.services.answer(identity.home.get, () => new Promise(() => {}));
    gateway.services.answer(planning.home.get, () => CARE);

    const { status, json } = await home(bearer);

    expect(status).toBe(200);
    expect(json).toMatchObject({ who: null, care: CARE });
    expect(json['missing']).toMatchObject([{ part: 'who', code: 'service-timeout' }]);
  });

  it('is a problem when nothing of it can be shown', async () => {
    const { bearer } = gateway.signedIn('parent');
    await gateway.services.disappear(identity.home.get, planning.home.get);

    const answer = await home(bearer);

    expect(answer).toMatchObject({ status: 503, json: { code: 'service-unavailable' } });
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('is a problem when a part says that it is not for who asks', async () => {
    const { bearer } = gateway.signedIn('parent');
    gateway.services.answer(identity.home.get, () => {
      throw new DomainError('not-found');
    });
    gateway.services.answer(planning.home.get, () => CARE);

    expect(await home(bearer)).toMatchObject({ status: 404, json: { code: 'not-found' } });
  });

  it('takes no fields, and is not for staff', async () => {
    const { bearer } = gateway.signedIn('parent');
    const withField = await gateway.fetch('GET', '/api/home?childId=1', { headers: bearer });
    expect(withField).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
    const { bearer: staff } = gateway.signedIn('staff');
    expect((await home(staff)).status).toBe(403);
  });
});
