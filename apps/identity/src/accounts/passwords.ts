import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, type Options, verify } from '@node-rs/argon2';
import { Turns } from './turns.js';

/** Argon2id (the library's default kind), as OWASP asks for it: 19 MiB, two passes, one thread. */
const COST: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing takes a whole core; a storm of logins must leave one for everybody who is signed in. */
const AT_ONCE = availableParallelism() >= 4 ? 2 : 1;
/** Some two seconds of waiting: longer than that nobody waits for the answer. */
const MAX_WAITING = 100;

/** Hashes and checks passwords, few at a time. Never call it inside a transaction: it may have to wait. */
@Injectable()
export class Passwords implements OnModuleInit {
  private readonly turns = new Turns(AT_ONCE, MAX_WAITING);
  /** Hash of a password that nobody knows. */
  private decoy = '';

  async onModuleInit(): Promise<void> {
    this.decoy = await this.hash(randomBytes(32).toString('base64url'));
  }

  /** @throws DomainError `service-busy` when too many wait already. */
  hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password.normalize('NFKC'), COST));
  }

  /** One after another, so that somebody who signs in meanwhile waits for one of them at most. */
  async hashAll<K>(passwords: ReadonlyMap<K, string>): Promise<Map<K, string>> {
    const hashes = new Map<K, string>();
    for (const [key, password] of passwords) hashes.set(key, await this.hash(password));
    return hashes;
  }

  /**
   * Whether it is the password of this hash. Without a hash it takes as long and is false: the time
   * does not tell whether there is an account.
   * @throws DomainError `service-busy` when too many wait already.
   */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const isRight = await this.turns.take(() =>
      verify(passwordHash ?? this.decoy, password.normalize('NFKC')),
    );
    return isRight && passwordHash !== null;
  }
}
