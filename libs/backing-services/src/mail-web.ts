import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { listPage, mailPage, PAGE_POLICY } from './mail-pages.js';
import type { MailStore } from './mail-store.js';

interface Answer {
  readonly status: number;
  readonly type: 'text/html' | 'application/json';
  readonly body: string;
}

/** The pages for people and /api/mails for tests. */
export function mailWebServer(store: MailStore): Server {
  return createServer((request, response) => {
    void answer(store, request)
      .catch(() => json(500, { error: 'The mail could not be read.' }))
      .then((result) => {
        send(response, result);
      });
  });
}

async function answer(store: MailStore, request: IncomingMessage): Promise<Answer> {
  // A page elsewhere can point its own name at 127.0.0.1 and then read what answers there.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) {
    return json(403, { error: 'Only for 127.0.0.1 and localhost.' });
  }
  if (request.method !== 'GET') return json(405, { error: 'Only GET.' });
  return find(store, new URL(request.url ?? '/', 'http://localhost'));
}

async function find(store: MailStore, { pathname, searchParams }: URL): Promise<Answer> {
  if (pathname === '/') return html(200, listPage(store.list()));
  if (pathname === '/api/mails') return json(200, store.list(searchParams.get('to') ?? undefined));
  const [, isApi, id] = /^\/(api\/)?mails\/([\w-]+)$/.exec(pathname) ?? [];
  const mail = id === undefined ? undefined : await store.read(id);
  if (mail === undefined) return json(404, { error: 'There is no such mail.' });
  return isApi === undefined ? html(200, mailPage(mail)) : json(200, mail);
}

function html(status: number, body: string): Answer {
  return { status, type: 'text/html', body };
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
