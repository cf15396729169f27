import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { rpc } from './contract.js';
import { isDeclared } from './declared-problems.js';
import type { ProblemCode } from './problems.js';

describe('what an operation may answer', () => {
  const operation = (method: 'GET' | 'POST') =>
    rpc('probe.notes.do', {
      route: `${method} /notes`,
      allow: ['parent'],
      summary: 'Something',
      input: z.strictObject({}),
      output: z.object({}),
      problems: ['not-found'],
    });

  it.each<[string, ProblemCode, boolean, boolean]>([
    ['what its contract names', 'not-found', true, true],
    ['what any operation can end in', 'service-busy', true, true],
    ['a reused key only where answers are kept', 'idempotency-key-reused', false, true],
    ['nothing else', 'no-place-left', false, false],
  ])('is %s', (_case, code, whereRead, whereWritten) => {
    expect(isDeclared(operation('GET'), code)).toBe(whereRead);
    expect(isDeclared(operation('POST'), code)).toBe(whereWritten);
  });
});
