import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError, identity } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { started } from './support/fake-services.js';
import { gatewayUnderTest, send } from './support/gateway-under-test.js';

const PAGE = '<!doctype html><title>portal</title>';
const SCRIPT = 'console.log("portal")';
const folder = mkdtempSync(join(tmpdir(), 'portal-'));

beforeAll(() => {
  mkdirSync(join(folder, 'assets'));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
  };
  write('index.html', PAGE);
  write('sw.js', SCRIPT);
  write('assets/index-1a2b.js', SCRIPT);
  writeFileSync(join(folder, 'notes.key'), 'of no known kind');
});

afterAll(() => rmSync(folder, { recursive: true }));

const gateway = gatewayUnderTest({ PORTAL_FOLDER: folder, ADDRESS_RATE: '30' });
const HTML = { accept: 'text/html,application/xhtml+xml' };

const get = (path: string, headers: Record<string, string> = {}) =>
  gateway.fetch('GET', path, { headers });

/** The bytes as they travelled; `fetch` would unpack them. */
function raw(path: string, packing: string) {
  return new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
    httpRequest(gateway.url(path), { headers: { 'accept-encoding': packing } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          encoding: response.headers['content-encoding'],
          bytes: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the web portal beside the API', () => {
  it.each(['/', '/kind', '/agenda/aanvraag/7', '/o/de-zevensprong', '/w/token'])(
    'answers %s with the page, which knows its own addresses and is looked for each time',
    async (path) => {
      const answer = await get(path, HTML);
      expect(answer).toMatchObject({ status: 200, text: PAGE });
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('lets a page run its own files and nothing inline', async () => {
    const { headers } = await get('/', HTML);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    for (const name of ['strict-transport-security', 'x-content-type-options', 'referrer-policy']) {
      expect(headers.get(name)).toBeTruthy();
    }
  });

  it('keeps what has a hash in its name for ever, and has no page for what is not there', async () => {
    const script = await get('/assets/index-1a2b.js');
    expect(script).toMatchObject({ status: 200, text: SCRIPT });
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await get('/assets/index-gone.js', HTML)).toMatchObject({ status: 404, text: '' });
    expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
  });

  it('sends the smallest form that the browser reads', async () => {
    const br = await raw('/assets/index-1a2b.js', 'gzip, br');
    expect(br.encoding).toBe('br');
    expect(brotliDecompressSync(br.bytes).toString()).toBe(SCRIPT);
    const gzip = await raw('/assets/index-1a2b.js', 'gzip');
    expect(gzip.encoding).toBe('gzip');
    expect(gunzipSync(gzip.bytes).toString()).toBe(SCRIPT);
    const plain = await raw('/assets/index-1a2b.js', 'identity');
    expect(plain).toEqual({ encoding: undefined, bytes: Buffer.from(SCRIPT) });
  });

  it('answers 304 to who has it, and HEAD without a body', async () => {
    const etag = (await get('/', HTML)).headers.get('etag') ?? '';
    expect(await get('/', { ...HTML, 'if-none-match': etag })).toMatchObject({
      status: 304,
      text: '',
    });
    const head = await gateway.fetch('HEAD', '/kind', {
      headers: { ...HTML, 'accept-encoding': 'identity' },
    });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers.get('content-length')).toBe(String(PAGE.length));
  });

  it.each([
    ['/api', 404],
    ['/api/nothing', 404],
    ['/api/family', 401],
    ['/health/nothing', 404],
  ])('never answers %s, whatever it asks for', async (path, status) => {
    const answer = await get(path, HTML);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each(['/notes.key', '/../package.json', '/%2e%2e/package.json', '/assets/../../package.json'])(
    'gives no file but its own: %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
    },
  );

  it('does not count its files against the address: a page is ten of them', async () => {
    gateway.clock.advance({ seconds: 60 });
    for (let i = 0; i < 60; i += 1) expect((await get('/', HTML)).status).toBe(200);
    expect((await get('/api/family')).status).toBe(401);
  });

  it('is not there where nothing was built; the API is', async () => {
    const bare = await gateway.another({ PORTAL_FOLDER: join(folder, 'nothing') });
    expect((await send('GET', `${bare.url}/kind`, { headers: HTML })).status).toBe(404);
    expect((await send('GET', `${bare.url}/api/openapi.json`)).status).toBe(200);
  });
});

describe('R9: an organisation’s portal on a phone', () => {
  const page = {
    slug: 'de-zevensprong',
    name: 'Kinderopvang De <Zevensprong>',
    language: 'nl',
    languages: ['nl', 'en'],
    addressForm: 'je',
    contact: { phone: null, email: null, address: null },
    features: Object.fromEntries(identity.FEATURES.map((name) => [name, true])),
    timeZone: 'Europe/Amsterdam',
    loginName: 'e-mail',
    branding: { primaryColour: '#005f73', textColour: '#ffffff' },
    portalUrl: 'https://portal.example',
    logoUrl: null,
  };

  beforeEach(() => {
    gateway.services.answer(identity.organisations.get, ({ input }) => {
      const { organisation } = input as { organisation: string };
      if (organisation !== page.slug) throw new DomainError('not-found');
      return page;
    });
  });

  it('is called and coloured as the organisation is', async () => {
    gateway.clock.advance({ seconds: 60 });
    const manifest = await get('/manifest/de-zevensprong.webmanifest');
    expect(manifest.status).toBe(200);
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
    expect(JSON.parse(manifest.text)).toMatchObject({
      name: page.name,
      start_url: '/o/de-zevensprong',
      theme_color: '#005f73',
      display: 'standalone',
    });
    const icon = await get('/manifest/de-zevensprong/icon.svg');
    expect(icon.headers.get('content-type')).toBe('image/svg+xml');
    expect(icon.text).toContain('#005f73');
    expect(icon.text).not.toContain('<Zeven');
  });

  it.each(['/manifest/unknown.webmanifest', '/manifest/UPPER.webmanifest', '/manifest/x/icon.svg'])(
    'is nothing at %s',
    async (path) => {
      gateway.clock.advance({ seconds: 60 });
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('R27: several accounts in one browser', () => {
  const credentials = { organisation: 'zonnebloem', username: '100001', password: 'correct horse' };

  it('have a cookie each, and a tab acts for the one it names', async () => {
    gateway.clock.advance({ seconds: 60 });
    const [first, second] = [gateway.signedIn(), gateway.signedIn()];
    const cookie = [first, second]
      .map(({ actor, token }) => `__Host-session-${actor.personId}=${token}`)
      .join('; ');
    const site = { 'sec-fetch-site': 'same-origin' };
    for (const { actor } of [first, second]) {
      gateway.services.heard.length = 0;
      const headers = { cookie, ...site, 'x-account': actor.personId };
      expect((await get('/api/family', headers)).status).toBe(200);
      const [heard] = gateway.services.asked(identity.families.mine);
      expect(heard?.actor.personId).toBe(actor.personId);
    }
    for (const account of [undefined, 'new', newId(), 'somebody; else', '__proto__']) {
      const headers = { cookie, ...site, ...(account && { 'x-account': account }) };
      expect((await get('/api/family', headers)).status).toBe(401);
    }
  });

  it('signing in anew keeps the others: the cookie is named after who came', async () => {
    gateway.clock.advance({ seconds: 60 });
    const session = started();
    gateway.services.answer(identity.sessions.logIn, () => session);
    const answer = await gateway.fetch('POST', '/api/sessions', {
      headers: { 'x-account': 'new', 'sec-fetch-site': 'same-origin' },
      body: credentials,
    });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(`^__Host-session-${session.person.personId}=${session.token}; `),
    ]);
  });

  it('signing one out forgets its cookie only', async () => {
    gateway.clock.advance({ seconds: 60 });
    const { actor, token } = gateway.signedIn();
    const answer = await gateway.fetch('DELETE', '/api/sessions/current', {
      headers: {
        cookie: `__Host-session-${actor.personId}=${token}`,
        'x-account': actor.personId,
        'sec-fetch-site': 'same-origin',
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(`^__Host-session-${actor.personId}=; Max-Age=0; `),
    ]);
  });
});
