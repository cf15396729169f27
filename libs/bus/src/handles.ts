import { MessagePattern, Payload } from '@nestjs/microservices';
import type { Actor, Rpc } from '@ouderportaal/contracts';
import type { z } from 'zod';

/**
 * Binds a method `(actor, input, scope) => Promise<output>` to its contract; a wrong type does not
 * compile. The method runs after token, role and input were checked, and its output is checked too.
 * `scope` is what the contract's `effect` promises: a `Tx`, or the `CallContext` when self-managed.
 */
export const Handles =
  <I extends z.ZodType, O extends z.ZodType>(contract: Rpc<I, O>) =>
  // The scope's type cannot follow from a value (`effect`), so each handler states it.
  <T extends (actor: Actor, input: z.output<I>, scope: never) => Promise<z.input<O>>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<T>,
  ): void => {
    Payload('actor')(target, key, 0);
    Payload('input')(target, key, 1);
    Payload('scope')(target, key, 2);
    MessagePattern(contract.subject, { contract })(target, key, descriptor as PropertyDescriptor);
  };
