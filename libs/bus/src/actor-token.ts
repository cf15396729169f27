import { createHash, type KeyObject } from 'node:crypto';
import { Actor, DomainError, Id, type Rpc, serviceOf } from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';
import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';

const ISSUER = 'gateway';
const LIFETIME_SECONDS = 45;
/** A cached token must outlive the longest request that can carry it. */
const REUSE_SECONDS = 20;

export interface SigningKey {
  kid: string;
  key: KeyObject;
}

/**
 * Mints the Ed25519-signed token that every request on the bus carries. A token for reading holds for
 * any read of one service and is reused for a few seconds; one for anything else holds for one
 * operation and one body, and for nothing else: no read takes it.
 */
export class ActorTokens {
  private readonly reads = new LRUCache<string, string>({ max: 10_000, ttl: REUSE_SECONDS * 1000 });

  constructor(private readonly signing: SigningKey) {}

  async mint(contract: Rpc, actor: Actor, body: Uint8Array): Promise<string> {
    const service = serviceOf(contract);
    if (contract.effect !== 'read') {
      return this.sign(service, actor, { op: contract.subject, bh: hashOf(body) });
    }
    const key = [service, actor.role, actor.tenantId, actor.personId, actor.sessionId].join('|');
    const cached = this.reads.get(key);
    if (cached) return cached;
    const token = await this.sign(service, actor, {});
    this.reads.set(key, token);
    return token;
  }

  private sign(service: string, actor: Actor, claims: Record<string, string>): Promise<string> {
    return new SignJWT({ tid: actor.tenantId, sid: actor.sessionId, role: actor.role, ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: this.signing.kid })
      .setIssuer(ISSUER)
      .setAudience(service)
      .setSubject(actor.personId)
      .setJti(newId())
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .sign(this.signing.key);
  }
}

/** Who asks, and by which token: a change is done once for each. */
interface Proof {
  actor: Actor;
  tokenId: string;
}

interface Verified {
  actor: Actor;
  op: unknown;
  bh: unknown;
  jti: string;
  expiresAt: number;
}

/** Several hundred changes a second while their tokens hold; the memory is taken at the start. */
const MAX_USED = 20_000;

/**
 * The other end: refuses what is missing, forged, expired, meant for another service or used before in
 * this process. That it was not used before in another replica, the audit row of the change makes sure.
 */
export class ActorTokenVerifier {
  private readonly verified = new LRUCache<string, Verified>({ max: 10_000, ttl: 60_000 });
  private readonly used = new LRUCache<string, true>({ max: MAX_USED, ttl: 120_000 });

  constructor(
    private readonly service: string,
    private readonly keys: ReadonlyMap<string, KeyObject>,
  ) {}

  /** @throws DomainError `actor-token-refused`; `not-allowed` when the role may not do this. */
  async verify(contract: Rpc, token: string | undefined, body: Uint8Array): Promise<Proof> {
    if (!token) throw new DomainError('actor-token-refused');
    const { actor, op, bh, jti } = await this.read(token);
    if (contract.effect === 'read') {
      if (op !== undefined || bh !== undefined) throw new DomainError('actor-token-refused');
    } else {
      const isForThis = op === contract.subject && bh === hashOf(body);
      if (!isForThis || this.used.has(jti)) throw new DomainError('actor-token-refused');
      this.used.set(jti, true);
    }
    if (!contract.allow.includes(actor.role)) throw new DomainError('not-allowed');
    return { actor, tokenId: jti };
  }

  private async read(token: string): Promise<Verified> {
    const known = this.verified.get(token);
    // Compared with the machine's clock, as the signature check does: not the organisation's "now".
    if (known && known.expiresAt > performance.timeOrigin + performance.now()) return known;
    const fresh = await this.check(token);
    this.verified.set(token, fresh);
    return fresh;
  }

  private async check(token: string): Promise<Verified> {
    try {
      const { payload } = await jwtVerify(
        token,
        (header) => {
          const key = this.keys.get(header.kid ?? '');
          if (!key) throw new Error('unknown key');
          return key;
        },
        {
          algorithms: ['EdDSA'],
          issuer: ISSUER,
          audience: this.service,
          maxTokenAge: '60s',
          // Two machines' clocks are never quite the same.
          clockTolerance: 5,
          requiredClaims: ['exp', 'sub', 'jti'],
        },
      );
      // The library takes a list that has us among others; a token is for one service.
      if (payload.aud !== this.service) throw new Error('for others, too');
      const actor = Actor.parse({
        tenantId: payload.tid,
        personId: payload.sub,
        sessionId: payload.sid,
        role: payload.role,
      });
      return {
        actor,
        op: payload.op,
        bh: payload.bh,
        jti: Id.parse(payload.jti),
        expiresAt: (payload.exp ?? 0) * 1000,
      };
    } catch {
      throw new DomainError('actor-token-refused');
    }
  }
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url');
}
