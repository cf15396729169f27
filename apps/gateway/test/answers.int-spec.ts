import { describe, expect, it } from '@jest/globals';
import { apiContracts } from '@ouderportaal/contracts';
import { openapiDocument } from '../src/openapi.js';
import { gatewayUnderTest } from './support/gateway-under-test.js';

const gateway = gatewayUnderTest();

interface Ask {
  name: string;
  method: string;
  path: string;
  body?: string;
  type?: string;
}

const everyClass: Ask[] = [
  { name: 'an operation', method: 'GET', path: '/api/organisations/zonnebloem' },
  {
    name: 'signing in',
    method: 'POST',
    path: '/api/sessions',
    body: '{"organisation":"a1","username":"a","password":"b"}',
  },
  { name: 'nobody signed in', method: 'GET', path: '/api/family' },
  { name: 'invalid input', method: 'POST', path: '/api/sessions', body: '{}' },
  { name: 'broken JSON', method: 'POST', path: '/api/sessions', body: '{' },
  {
    name: 'a body too large',
    method: 'POST',
    path: '/api/sessions',
    body: `"${'x'.repeat(1_100_000)}"`,
  },
  {
    name: 'another type',
    method: 'POST',
    path: '/api/sessions',
    body: 'a=b',
    type: 'application/x-www-form-urlencoded',
  },
  { name: 'an unknown path', method: 'GET', path: '/api/nothing' },
  { name: 'another method', method: 'PATCH', path: '/api/family', body: '{}' },
  { name: 'an address that cannot be decoded', method: 'GET', path: '/api/mails/%zz' },
  { name: 'an address that is too long', method: 'GET', path: `/api/mails/${'x'.repeat(400)}` },
  { name: 'the description', method: 'GET', path: '/api/openapi.json' },
  { name: 'a problem’s page', method: 'GET', path: '/api/problems/internal' },
  { name: 'the documentation', method: 'GET', path: '/api/docs' },
  { name: 'a file of the documentation', method: 'GET', path: '/api/docs/swagger-ui.css' },
  { name: 'its start', method: 'GET', path: '/api/docs/start.js' },
  { name: 'health', method: 'GET', path: '/health/live' },
  { name: 'readiness', method: 'GET', path: '/health/ready' },
];

describe('S22: every answer', () => {
  it.each(everyClass)('$name protects its reader', async ({ method, path, body, type }) => {
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    const answer = await gateway.fetch(method, path, { headers, body });
    const get = (name: string) => answer.headers.get(name) ?? '';
    expect(get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect(get('x-content-type-options')).toBe('nosniff');
    expect(get('referrer-policy')).toBe('no-referrer');
    expect(get('cross-origin-opener-policy')).toBe('same-origin');
    expect(get('cross-origin-resource-policy')).toBe('same-origin');
    expect(get('x-frame-options')).toBe('DENY');
    expect(get('permissions-policy')).toContain('camera=(), ');
    expect(get('cache-control')).toBe('no-store');
    expect(get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    expect(get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(get('x-powered-by') + get('server')).toBe('');
    const policy = get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy.includes('script-src')).toBe(path === '/api/docs');
    expect(get('access-control-allow-origin')).toBe('');
    expect(gateway.log.filter(({ message }) => message === 'request')).toHaveLength(1);
  });
});

describe('the documentation', () => {
  it('is one page with nothing of anybody else and no script in it', async () => {
    const page = await gateway.fetch('GET', '/api/docs');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).not.toMatch(/https?:|\/\/|<style|style=|<script>/);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).toHaveLength(4);
    for (const file of files) {
      const answer = await gateway.fetch('GET', file);
      expect([file, answer.status, answer.text.length > 100]).toEqual([file, 200, true]);
    }
    const start = await gateway.fetch('GET', '/api/docs/start.js');
    expect(start.text).toContain("url: '/api/openapi.json'");
    expect(start.text).toContain('validatorUrl: null');
    expect(start.text).not.toMatch(/https?:/);
  });

  it.each([
    'swagger-ui-bundle.js.map',
    'package.json',
    'index.html',
    '..%2fpackage.json',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e',
  ])('serves no other file: %s', async (file) => {
    expect((await gateway.fetch('GET', `/api/docs/${file}`)).status).toBe(404);
  });

  it('S37: describes exactly what is there', async () => {
    const described = (openapiDocument() as { paths: Record<string, object> }).paths;
    const documented = Object.entries(described).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const pages = ['GET /api/docs', 'GET /api/docs/start.js', 'GET /api/docs/{file}'];
    const health = ['GET /health/live', 'GET /health/ready'];
    const portal = ['GET /manifest/{file}', 'GET /manifest/{organisation}/icon.svg'];
    const served = gateway
      .running()
      .routes()
      .flatMap(([path, methods]) =>
        methods
          .filter((method) => method !== 'HEAD')
          .map((method) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`),
      );
    expect(served.sort()).toEqual([...documented, ...pages, ...health, ...portal].sort());
    expect(documented).toHaveLength(apiContracts.length + 2);
    const answer = await gateway.fetch('GET', '/api/openapi.json');
    expect(answer.json).toEqual(JSON.parse(JSON.stringify(openapiDocument())));
  });
});
