import { describe, expect, it } from '@jest/globals';
import { allContracts, DomainError, identity, NOBODY, planning } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { gatewayUnderTest, OPERATOR_TOKEN, send } from './support/gateway-under-test.js';
import { addressOf } from './support/paths.js';

const gateway = gatewayUnderTest();

describe('a request', () => {
  it('becomes one question to the service, with who asks', async () => {
    const { actor, bearer } = gateway.signedIn('parent');
    gateway.services.answer(planning.calendar.get, () => ({ entries: ['é'] }));

    const answer = await gateway.fetch('GET', '/api/calendar?from=2026-03-02&until=2026-03-08', {
      headers: bearer,
    });

    expect(answer).toMatchObject({ status: 200, text: '{"entries":["é"]}' });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const [heard] = gateway.services.asked(planning.calendar.get);
    expect(heard).toMatchObject({
      actor,
      input: { from: '2026-03-02', until: '2026-03-08' },
      clientAddress: '127.0.0.1',
    });
  });

  it('takes identifiers from the path and the rest from the body', async () => {
    const { bearer } = gateway.signedIn('staff');
    const requestId = newId();
    const decisions = [{ bookingId: newId(), outcome: 'approved' }];

    const answer = await gateway.fetch('POST', `/api/care-requests/${requestId}/decisions`, {
      headers: bearer,
      body: { decisions },
    });

    expect(answer.status).toBe(200);
    const [heard] = gateway.services.asked(planning.queue.decide);
    expect(heard?.input).toEqual({ requestId, decisions });
  });

  it('answers with the status of its contract', async () => {
    const { bearer } = gateway.signedIn();
    const booking = { childId: newId(), groupId: newId(), productId: newId(), on: '2026-03-09' };
    const answer = await gateway.fetch('POST', '/api/care-requests', {
      headers: bearer,
      body: { bookings: [booking] },
    });
    expect(answer.status).toBe(201);
  });

  it('may leave out a body that has no fields', async () => {
    const { bearer } = gateway.signedIn();
    const path = `/api/care-requests/${newId()}/bookings/${newId()}/cancel`;
    expect(await gateway.fetch('POST', path, { headers: bearer })).toMatchObject({ status: 200 });
    expect(await gateway.fetch('POST', path, { headers: bearer, body: {} })).toMatchObject({
      status: 200,
    });
    const emptyJson = { ...bearer, 'content-type': 'application/json' };
    expect(await gateway.fetch('POST', path, { headers: emptyJson })).toMatchObject({
      status: 200,
    });
  });

  it('answers HEAD as GET, without the body', async () => {
    const { bearer } = gateway.signedIn();
    const answer = await gateway.fetch('HEAD', '/api/family', { headers: bearer });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(gateway.services.asked(identity.families.mine)).toHaveLength(1);
  });

  it('ends in the problem that the service says', async () => {
    const { bearer } = gateway.signedIn();
    gateway.services.answer(planning.careRequests.get, () => {
      throw new DomainError('not-found');
    });
    const answer = await gateway.fetch('GET', `/api/care-requests/${newId()}`, { headers: bearer });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not-found' } });
  });
});

describe('input', () => {
  const path = () => `/api/care-requests/${newId()}/decisions`;
  const decisions = [{ bookingId: newId(), outcome: 'approved' }];

  it.each([
    ['an unknown field', { decisions, isAdmin: true }],
    ['a field of the path', { decisions, requestId: newId() }],
    ['a wrong value deep inside', { decisions: [{ bookingId: 'x', outcome: 'approved' }] }],
    ['a list', [decisions]],
    ['null', 'null'],
    ['text', '"text"'],
    ['a number', '7'],
    ['S6: __proto__', '{"decisions":[],"__proto__":{"isAdmin":true}}'],
    ['S6: __proto__ inside', `{"decisions":[{"__proto__":{},"outcome":"approved"}]}`],
    ['nothing', undefined],
  ])('with %s is refused', async (_name, body) => {
    const { bearer } = gateway.signedIn('staff');
    const answer = await gateway.fetch('POST', path(), { headers: bearer, body });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
    const errors = answer.json['errors'] as { path: string[]; message: string }[];
    expect(errors.length).toBeGreaterThan(0);
    expect(gateway.services.asked(planning.queue.decide)).toEqual([]);
  });

  it.each([
    ['an unknown field', 'GET', '/api/mails?limit=5&sort=x'],
    ['a field twice', 'GET', '/api/mails?cursor=a&cursor=b'],
    ['a wrong number', 'GET', '/api/mails?limit=1000'],
    ['__proto__', 'GET', '/api/mails?__proto__=1'],
    ['a field of the path', 'GET', `/api/mails/${newId()}?mailId=${newId()}`],
    ['fields of the body', 'POST', '/api/care-requests/preview?bookings=1'],
    ['anything where nothing is taken', 'GET', '/api/family?x'],
  ])('in the query with %s is refused', async (_name, method, address) => {
    const { bearer } = gateway.signedIn();
    const answer = await gateway.fetch(method, address, {
      headers: bearer,
      ...(method === 'POST' && { body: {} }),
    });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
  });

  it('reaches the service as it was sent, coerced by its contract only there', async () => {
    const { bearer } = gateway.signedIn();
    await gateway.fetch('GET', '/api/mails?limit=5', { headers: bearer });
    expect(gateway.services.heard.at(-1)?.input).toEqual({ limit: '5' });
  });

  it('is refused as a body where an operation takes none', async () => {
    const { bearer } = gateway.signedIn();
    const answer = await gateway.fetch('DELETE', '/api/sessions', {
      headers: bearer,
      body: { a: 1 },
    });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
  });

  it('does not come back longer than a message', async () => {
    const { bearer } = gateway.signedIn();
    const body = { ['k'.repeat(100_000)]: 1 };
    const answer = await gateway.fetch('POST', '/api/care-requests', { headers: bearer, body });
    expect(answer.text.length).toBeLessThan(2_000);
  });
});

describe('a parameter of the path', () => {
  const withParameter = allContracts.filter(({ route }) => route && /:/.test(route.path));

  it.each(withParameter.map((contract) => ({ name: contract.subject, contract })))(
    'of $name that cannot be one is answered like one that is nobody’s',
    async ({ contract }) => {
      const { method, path } = contract.route!;
      const headers = contract.allow.includes('operator')
        ? { authorization: `Bearer ${OPERATOR_TOKEN}` }
        : gateway.signedIn(contract.allow.find((role) => role !== 'anonymous')).bearer;
      for (const wrong of [
        'No-Id!',
        '%00',
        'a'.repeat(99),
        '00000000-0000-0000-0000-00000000000G',
      ]) {
        const address = `/api${path.replace(/:\w+/g, wrong)}`;
        const answer = await gateway.fetch(method, address, { headers });
        expect(answer).toMatchObject({ status: 404, json: { code: 'not-found' } });
      }
      expect(gateway.services.asked(contract)).toEqual([]);
    },
  );
});

describe('what a GET gives', () => {
  const gets = allContracts.filter(({ route }) => route?.method === 'GET');
  const answered = { items: [{ a: 'é' }], nextCursor: null };

  it.each(gets.map((contract) => ({ name: contract.subject, contract })))(
    '$name has a tag, and is not sent again to who names it',
    async ({ contract }) => {
      const role = contract.allow.find((each) => each !== 'anonymous');
      const { bearer } = gateway.signedIn(role);
      gateway.services.answer(contract, () => answered);
      const address = addressOf(contract);
      const first = await gateway.fetch('GET', address, { headers: bearer });
      const etag = first.headers.get('etag') ?? '';
      expect(first).toMatchObject({ status: 200, json: answered });
      expect(etag).toMatch(/^"[\w-]{43}"$/);

      const headers = { ...bearer, 'if-none-match': `"other", W/${etag}` };
      const again = await gateway.fetch('GET', address, { headers });
      expect(again).toMatchObject({ status: 304, text: '' });
      expect(again.headers.get('etag')).toBe(etag);
      expect(again.headers.get('cache-control')).toBe('no-store');

      gateway.services.answer(contract, () => ({ ...answered, more: 1 }));
      const changed = await gateway.fetch('GET', address, { headers });
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).not.toBe(etag);
    },
  );

  it('has none when it is a problem, and a change has none either', async () => {
    const { bearer } = gateway.signedIn();
    const headers = { ...bearer, 'if-none-match': '*' };
    gateway.services.answer(planning.careRequests.list, () => {
      throw new DomainError('not-found');
    });
    const problem = await gateway.fetch('GET', '/api/care-requests', { headers });
    const path = `/api/care-requests/${newId()}/bookings/${newId()}/cancel`;
    const change = await gateway.fetch('POST', path, { headers });
    expect([problem.status, change.status]).toEqual([404, 200]);
    expect([problem.headers.get('etag'), change.headers.get('etag')]).toEqual([null, null]);
  });
});

describe('an Idempotency-Key', () => {
  const path = () => `/api/care-requests/${newId()}/bookings/${newId()}/cancel`;

  it('goes along with a change', async () => {
    const { bearer } = gateway.signedIn();
    const headers = { ...bearer, 'idempotency-key': 'once only' };
    await gateway.fetch('POST', path(), { headers });
    expect(gateway.services.heard.at(-1)?.idempotencyKey).toBe('once only');
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(201)],
    ['not ASCII', 'caf\u00e9'],
    ['a tab inside', 'a\tb'],
  ])('is refused when it is %s', async (_name, key) => {
    const { bearer } = gateway.signedIn();
    const headers = { ...bearer, 'idempotency-key': key };
    const answer = await gateway.fetch('POST', path(), { headers });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid-input' } });
    expect(gateway.services.asked(planning.careRequests.cancel)).toEqual([]);
  });

  it('means nothing to a question', async () => {
    const { bearer } = gateway.signedIn();
    await gateway.fetch('GET', '/api/family', { headers: { ...bearer, 'idempotency-key': 'x' } });
    expect(gateway.services.heard.at(-1)?.idempotencyKey).toBe('');
  });
});

describe('a trace', () => {
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

  it('is continued where it is well formed', async () => {
    const { bearer } = gateway.signedIn();
    const answer = await gateway.fetch('GET', '/api/family', {
      headers: { ...bearer, traceparent },
    });
    expect(answer.headers.get('traceparent')).toContain('a'.repeat(32));
    const heard = gateway.services.heard.at(-1);
    expect(heard?.traceparent).toMatch(/^00-a{32}-(?!b{16})[0-9a-f]{16}-01$/);
  });

  it.each(['06-12345678', 'Jan-de-Vries', 'x'.repeat(100)])(
    'S31: what a stranger calls a request (%s) goes no further than the gateway’s own log',
    async (callersId) => {
      const { bearer } = gateway.signedIn();
      const headers = { ...bearer, traceparent, 'x-request-id': callersId };

      const [one, other] = await Promise.all([
        gateway.fetch('GET', '/api/family', { headers }),
        gateway.fetch('GET', '/api/family', { headers }),
      ]);

      const ids = [one, other].map((answer) => answer.headers.get('x-request-id'));
      expect(new Set(ids).size).toBe(2);
      expect(ids).toEqual(Array(2).fill(expect.stringMatching(/^[0-9a-f]{32}$/)));
      expect(JSON.stringify(gateway.services.heard)).not.toContain(callersId);
      const line = gateway.log.find(({ requestId }) => requestId === ids[0]);
      expect(line).toMatchObject({ callersId });
    },
  );

  it('keeps the id that a proxy of ours gave', async () => {
    const { bearer } = gateway.signedIn();
    const proxied = await gateway.another({ TRUSTED_PROXIES: '127.0.0.1, ::1' });
    const headers = { ...bearer, 'x-request-id': 'from-the-proxy-1' };

    const answer = await send('GET', `${proxied.url}/api/family`, { headers });

    expect(answer.headers.get('x-request-id')).toBe('from-the-proxy-1');
    expect(gateway.services.heard.at(-1)).toMatchObject({ requestId: 'from-the-proxy-1' });
  });

  it('begins anew where it is not, and one line is logged with its id', async () => {
    const { actor, bearer } = gateway.signedIn();
    const headers = { ...bearer, traceparent: 'rubbish', 'x-request-id': 'a b\u00e9' };
    const answer = await gateway.fetch('GET', '/api/mails?limit=7', { headers });
    const requestId = answer.headers.get('x-request-id');
    expect(requestId).toMatch(/^[0-9a-f]{32}$/);
    const lines = gateway.log.filter((line) => line['requestId'] === requestId);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        method: 'GET',
        route: '/api/mails',
        status: 200,
        traceId: requestId,
        tenantId: actor.tenantId,
        personId: actor.personId,
        durationMs: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('limit');
  });
});

describe('the platform team', () => {
  const operator = { authorization: `Bearer ${OPERATOR_TOKEN}` };
  const placements = '/api/operator/organisations/zonnebloem/placements';

  it('works for the organisation that the path names', async () => {
    const tenantId = newId();
    gateway.services.organisations.set('zonnebloem', tenantId);
    const answer = await gateway.fetch('PUT', placements, {
      headers: operator,
      body: { placements: [] },
    });
    expect(answer.status).toBe(200);
    const [heard] = gateway.services.asked(planning.imports.placements);
    expect(heard).toMatchObject({
      actor: { role: 'operator', tenantId, personId: NOBODY, sessionId: NOBODY },
      input: { organisation: 'zonnebloem', placements: [] },
    });
  });

  it('can name one that is not there yet', async () => {
    gateway.services.organisations.clear();
    await gateway.fetch('PUT', placements, { headers: operator, body: { placements: [] } });
    expect(gateway.services.heard.at(-1)?.actor.tenantId).toBe(NOBODY);
  });

  it('gets no further with a name that cannot be one', async () => {
    const answer = await gateway.fetch('PUT', '/api/operator/organisations/UPPER/placements', {
      headers: operator,
      body: { placements: [] },
    });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not-found' } });
    expect(gateway.services.asked(identity.organisations.resolve)).toEqual([]);
  });

  it('is nobody with another token, and not in a cookie', async () => {
    const wrong = { authorization: `Bearer ${OPERATOR_TOKEN.slice(0, -1)}x` };
    const inCookie = {
      cookie: `__Host-session=${OPERATOR_TOKEN}`,
      'sec-fetch-site': 'same-origin',
    };
    for (const headers of [wrong, inCookie]) {
      const answer = await gateway.fetch('PUT', placements, { headers, body: { placements: [] } });
      expect(answer).toMatchObject({ status: 401, json: { code: 'not-signed-in' } });
    }
  });

  it('may not do what parents do, and managers may not import', async () => {
    const asOperator = await gateway.fetch('GET', '/api/family', { headers: operator });
    expect(asOperator).toMatchObject({ status: 403, json: { code: 'not-allowed' } });
    const { bearer } = gateway.signedIn('manager');
    const body = { placements: [] };
    const asManager = await gateway.fetch('PUT', placements, { headers: bearer, body });
    expect(asManager).toMatchObject({ status: 403, json: { code: 'not-allowed' } });
    expect(gateway.services.asked(identity.organisations.resolve)).toEqual([]);
  });
});
