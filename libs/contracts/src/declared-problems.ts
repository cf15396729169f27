import type { Rpc } from './contract.js';
import type { ProblemCode } from './problems.js';

/** What any service may answer to any request, without a word in the contract. */
const ofEveryOperation: readonly ProblemCode[] = [
  'invalid-input',
  'malformed-json',
  'not-allowed',
  'actor-token-refused',
  'service-unavailable',
  'service-busy',
  'internal',
];

/** Whether a service may answer this problem: of every operation, or named by its contract. */
export function isDeclared(contract: Rpc, code: ProblemCode): boolean {
  if (code === 'idempotency-key-reused') return contract.idempotent;
  return ofEveryOperation.includes(code) || contract.problems.includes(code);
}
