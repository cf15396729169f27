import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../http/request-state.js';
import { isKnownTo } from '../routes/etag.js';
import { PAGE_HEADERS } from './page-headers.js';
import { type Packing, packingOf, portalPathOf } from './portal-path.rules.js';

interface File {
  plain: Buffer;
  packed: Partial<Record<Packing, Buffer>>;
  mediaType: string;
  etag: string;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};
const ENDINGS: readonly (readonly [string, Packing])[] = [
  ['.br', 'br'],
  ['.gz', 'gzip'],
];
const FOREVER = 'public, max-age=31536000, immutable';
const LOOK_EACH_TIME = 'no-cache';
const PAGE = '/index.html';

/**
 * The web portal's built files, in memory, in each of their forms. A page is ten of them, so they are
 * answered before anything that counts, limits or looks up who asks.
 */
export class PortalFiles {
  private constructor(private readonly files: ReadonlyMap<string, File>) {}

  /** Null where the folder holds no portal: then there is only the API. */
  static async read(folder: string): Promise<PortalFiles | null> {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    const files = new Map<string, File>();
    const packed = names.filter((name) => ENDINGS.some(([ending]) => name.endsWith(ending)));
    for (const name of names) {
      const mediaType = MEDIA_TYPES[extname(name)];
      if (!mediaType) continue;
      const plain = await readFile(join(folder, name));
      const forms: File['packed'] = {};
      for (const [ending, packing] of ENDINGS) {
        if (packed.includes(name + ending)) {
          forms[packing] = await readFile(join(folder, name + ending));
        }
      }
      const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
      files.set(`/${name.split(sep).join('/')}`, {
        plain,
        packed: forms,
        mediaType,
        etag: `W/"${digest}"`,
      });
    }
    return files.has(PAGE) ? new PortalFiles(files) : null;
  }

  /** Answers what is the portal's; false where it is not. */
  answer(request: FastifyRequest, reply: FastifyReply): boolean {
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const path = portalPathOf(pathOf(request), headers.accept, (name) => this.files.has(name));
    if (!path) return false;
    reply.headers(PAGE_HEADERS);
    if (path.kind === 'unknown-file') {
      void reply.code(404).header('cache-control', 'no-store').send();
      return true;
    }
    const file = this.files.get(path.kind === 'page' ? PAGE : path.name);
    if (!file) return false;
    const isForever = path.kind === 'file' && path.isForever;
    this.send(file, isForever ? FOREVER : LOOK_EACH_TIME, request, reply);
    return true;
  }

  private send(
    { plain, packed, mediaType, etag }: File,
    cache: string,
    { method, headers }: FastifyRequest,
    reply: FastifyReply,
  ): void {
    reply.headers({ etag, 'cache-control': cache, vary: 'accept-encoding' });
    if (isKnownTo(headers['if-none-match'], etag)) {
      void reply.code(304).send();
      return;
    }
    const packing = packingOf(headers['accept-encoding']);
    const form = packing && packed[packing];
    if (form) reply.header('content-encoding', packing);
    const bytes = form ?? plain;
    reply.headers({ 'content-type': mediaType, 'content-length': bytes.length });
    void reply.send(method === 'HEAD' ? null : bytes);
  }
}
