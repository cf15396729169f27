import { Agent as HttpAgent, get, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, get as getEncrypted } from 'node:https';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '@ouderportaal/contracts';
import type { GatewayConfig } from '../config.js';
import { CONFIG } from '../http/tokens.js';
import type { ByteRange } from './ranges.rules.js';

/** Timeout for the store's first byte. */
const SILENCE_MS = 2_000;
/** Timeout between later bytes: a slow reader holds the stream back. */
const STALLED_MS = 60_000;
const MAX_CONNECTIONS = 50;

/** Reads what lies at addresses that a service signed. The gateway has no key of the store. */
@Injectable()
export class ObjectReader implements OnModuleDestroy {
  private readonly origin: string | null;
  private readonly agent: HttpAgent | HttpsAgent;

  constructor(@Inject(CONFIG) { OBJECT_STORE_URL, OBJECT_STORE_CA }: GatewayConfig) {
    this.origin = OBJECT_STORE_URL === undefined ? null : new URL(OBJECT_STORE_URL).origin;
    const options = { keepAlive: true, maxSockets: MAX_CONNECTIONS };
    this.agent = this.isEncrypted
      ? new HttpsAgent({ ...options, ca: OBJECT_STORE_CA })
      : new HttpAgent(options);
  }

  onModuleDestroy(): void {
    this.agent.destroy();
  }

  /**
   * The bytes as they come; whoever takes them reads or destroys them.
   * @throws DomainError `service-unavailable` when the store is away or has it not
   */
  async open(address: string, range: ByteRange | null): Promise<IncomingMessage> {
    const url = new URL(address);
    // Only there: whoever could make media say another address must not make us ask it.
    if (url.origin !== this.origin) throw new DomainError('service-unavailable');
    const headers = range ? { range: `bytes=${range.first}-${range.last}` } : {};
    const response = await this.ask(url, { agent: this.agent, headers, timeout: SILENCE_MS });
    if (response.statusCode === (range ? 206 : 200)) return response;
    response.destroy();
    throw new DomainError('service-unavailable');
  }

  private ask(url: URL, options: RequestOptions): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = (this.isEncrypted ? getEncrypted : get)(url, options, (response) => {
        request.setTimeout(STALLED_MS);
        resolve(response);
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => reject(new DomainError('service-unavailable')));
    });
  }

  private get isEncrypted(): boolean {
    return this.origin?.startsWith('https:') ?? false;
  }
}
