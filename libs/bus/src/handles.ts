import { MessagePattern, Payload } from '@nestjs/microservices';
import type { Actor, Effect, Input, Output, Rpc } from '@ouderportaal/contracts';

/**
 * What each effect gives its handler. Whoever opens the transactions says what they are (libs/database,
 * by declaration merging): this library knows no database.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- others add to it
export interface HandlerScopes {}

/** The first argument of a handler, by what its contract does to the data. */
export type ScopeOf<E extends Effect> = E extends keyof HandlerScopes ? HandlerScopes[E] : never;

type Handler<C extends Rpc> = (
  scope: ScopeOf<C['effect']>,
  actor: Actor,
  input: Input<C>,
) => Promise<Output<C>>;

/**
 * Binds a method `(scope, actor, input) => Promise<output>` to its contract; a wrong type does not
 * compile. The method runs after token, role and input were checked, and its output is checked too.
 * `scope` is what the contract's `effect` promises: a `ReadTx`, a `Tx`, or a `SelfManagedCall`.
 */
export const Handles =
  <C extends Rpc>(contract: C) =>
  <T extends Handler<C>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<T>,
  ): void => {
    Payload('scope')(target, key, 0);
    Payload('actor')(target, key, 1);
    Payload('input')(target, key, 2);
    MessagePattern(contract.subject, { contract })(target, key, descriptor as PropertyDescriptor);
  };
