import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { isProblem } from '../api/problem.js';

/** Where the key of a change is kept until its answer is there: with the draft, if there is one. */
export interface KeptKey {
  read(): string | null;
  write(key: string | null): void;
}

/**
 * The only way in which a screen changes anything. The first try and all that follow carry one
 * `Idempotency-Key`, until the answer is certain: a change that was cut off on its way back is not done
 * twice, whoever presses again, reloads, or signs in anew meanwhile. A second press while it is under way
 * does nothing.
 */
export function useSend<Input, Output>(
  send: (input: Input, key: string) => Promise<Output>,
  {
    kept,
    onDone,
    onRefused,
  }: {
    kept?: KeptKey;
    onDone?: (output: Output, input: Input) => unknown;
    onRefused?: (error: unknown, input: Input) => unknown;
  } = {},
): Pick<UseMutationResult<Output, unknown, Input>, 'isPending' | 'error' | 'data' | 'reset'> & {
  send(input: Input): void;
  /** Sends once more what was sent last. */
  again(): void;
} {
  const own = useRef<string | null>(null);
  const isUnderWay = useRef(false);
  const read = () => kept?.read() ?? own.current;
  const write = (key: string | null) => {
    own.current = key;
    kept?.write(key);
  };
  const mutation = useMutation<Output, unknown, Input>({
    mutationFn: (input) => {
      const key = read() ?? crypto.randomUUID();
      write(key);
      return send(input, key);
    },
    onSuccess: (output, input) => {
      write(null);
      return onDone?.(output, input);
    },
    onError: (error, input) => {
      // A refusal is an answer; only where none came the same key goes along again.
      if (isProblem(error) && !error.isPassing) write(null);
      return onRefused?.(error, input);
    },
    onSettled: () => {
      isUnderWay.current = false;
    },
  });
  const { mutate, variables } = mutation;
  const begin = (input: Input) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutate(input);
  };
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    data: mutation.data,
    reset: mutation.reset,
    send: begin,
    again: () => {
      if (variables !== undefined) begin(variables);
    },
  };
}
