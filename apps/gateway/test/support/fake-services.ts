import { hash, type KeyObject } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { headers, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { ActorTokenVerifier, encodeProblem, HEADER } from '@ouderportaal/bus/runtime';
import {
  type Actor,
  allContracts,
  DomainError,
  identity,
  type Rpc,
  serviceOf,
} from '@ouderportaal/contracts';
import { newId } from '@ouderportaal/kernel';

/** One request as a service received it, its token checked as services check it. */
interface Heard {
  contract: Rpc;
  actor: Actor;
  input: unknown;
  requestId: string;
  traceparent: string;
  idempotencyKey: string;
  clientAddress: string;
}

/** Gives the answer, or a promise of it. */
type Behaviour = (heard: Heard) => unknown;

/**
 * Plays the services on a real broker: answers what a test says, and remembers what it was asked.
 * Sessions and organisations are the ones the test made.
 */
export class FakeServices {
  readonly heard: Heard[] = [];
  readonly sessions = new Map<string, Actor>();
  readonly organisations = new Map<string, string>();
  private readonly behaviours = new Map<string, Behaviour>();
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly verifiers = new Map<string, ActorTokenVerifier>();

  constructor(
    private readonly connection: NatsConnection,
    private readonly keys: ReadonlyMap<string, KeyObject>,
  ) {}

  async start(): Promise<void> {
    for (const contract of allContracts) this.serve(contract);
    await this.connection.flush();
  }

  /** Back to the beginning of a test; a service that was gone comes back. */
  async reset(): Promise<void> {
    this.heard.length = 0;
    this.behaviours.clear();
    this.answer(identity.sessions.resolve, ({ input }) => ({
      actor: this.holderOf((input as identity.SessionProof).digest),
    }));
    this.answer(identity.organisations.resolve, ({ input }) => ({
      tenantId: this.organisations.get((input as { organisation: string }).organisation) ?? null,
    }));
    this.answer(identity.sessions.logIn, () => started());
    for (const contract of allContracts) {
      if (!this.subscriptions.has(contract.subject)) this.serve(contract);
    }
    await this.connection.flush();
  }

  private holderOf(digest: string): Actor | null {
    const held = [...this.sessions].find(
      ([token]) => hash('sha256', token, 'base64url') === digest,
    );
    return held?.[1] ?? null;
  }

  answer(contract: Rpc, behaviour: Behaviour): void {
    this.behaviours.set(contract.subject, behaviour);
  }

  /** Nobody answers these any more. */
  async disappear(...contracts: Rpc[]): Promise<void> {
    for (const { subject } of contracts) {
      this.subscriptions.get(subject)?.unsubscribe();
      this.subscriptions.delete(subject);
    }
    await this.connection.flush();
  }

  async endSessions(...sessionIds: string[]): Promise<void> {
    for (const [token, actor] of this.sessions) {
      if (sessionIds.includes(actor.sessionId)) this.sessions.delete(token);
    }
    this.connection.publish(identity.SESSIONS_ENDED, JSON.stringify({ sessionIds }));
    await this.connection.flush();
  }

  asked(contract: Rpc): Heard[] {
    return this.heard.filter((each) => each.contract === contract);
  }

  private serve(contract: Rpc): void {
    const callback = (_error: Error | null, message: Msg) => void this.respond(contract, message);
    this.subscriptions.set(
      contract.subject,
      this.connection.subscribe(contract.subject, { callback }),
    );
  }

  private async respond(contract: Rpc, message: Msg): Promise<void> {
    try {
      const heard = await this.read(contract, message);
      this.heard.push(heard);
      const behaviour = this.behaviours.get(contract.subject) ?? (() => ({ echo: heard.input }));
      message.respond(JSON.stringify(await behaviour(heard)));
    } catch (error) {
      const problem = error instanceof DomainError ? error : new DomainError('internal');
      const map = headers();
      map.set(HEADER.problem, problem.code);
      message.respond(encodeProblem(problem), { headers: map });
    }
  }

  private async read(contract: Rpc, message: Msg): Promise<Heard> {
    const get = (name: string) => message.headers?.get(name) ?? '';
    const service = serviceOf(contract);
    const verifier = this.verifiers.get(service) ?? new ActorTokenVerifier(service, this.keys);
    this.verifiers.set(service, verifier);
    const { actor } = await verifier.verify(contract, get(HEADER.actor), message.data);
    return {
      contract,
      actor,
      input: message.json(),
      requestId: get(HEADER.requestId),
      traceparent: get(HEADER.traceparent),
      idempotencyKey: get(HEADER.idempotencyKey),
      clientAddress: get(HEADER.clientAddress),
    };
  }
}

/** What identity answers when somebody has signed in. */
export function started(token = `token-${newId()}`) {
  return {
    token,
    expiresAt: '2026-04-01T09:00:00.000Z',
    person: {
      personId: newId(),
      role: 'parent',
      displayName: 'A. Voorbeeld',
      language: 'nl',
      organisation: 'zonnebloem',
      organisationName: 'Zonnebloem',
    },
  };
}

/** An answer that takes its time. */
export function slowly(milliseconds: number, answer: unknown): Behaviour {
  return () => after(milliseconds, answer);
}
