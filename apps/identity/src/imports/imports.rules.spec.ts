import { describe, expect, it } from '@jest/globals';
import { type Actor, DomainError, NOBODY } from '@ouderportaal/contracts';
import { assertOwn, repeatedNumbers } from './imports.rules.js';

describe('numbers of an import', () => {
  it('are refused at every repetition but the first', () => {
    const rows = ['a', 'b', 'a', 'a'].map((number, i) => ({ number, path: [i] }));

    expect(repeatedNumbers(rows)).toEqual([
      { path: [2], message: 'a is in this import more than once' },
      { path: [3], message: 'a is in this import more than once' },
    ]);
  });
});

describe('whether an operator works for the organisation', () => {
  const one = '019cae05-0000-7000-8000-000000000001';
  const other = '019cae05-0000-7000-8000-000000000002';

  it.each([
    ['nobody in particular, a new organisation', NOBODY, null, true],
    ['nobody in particular, one that is there by now', NOBODY, one, true],
    ['this one', one, one, true],
    ['another one', other, one, false],
    ['one that is not there', other, null, false],
  ])('%s', (_, actorTenant, tenantId, allowed) => {
    const operator: Actor = {
      tenantId: actorTenant,
      personId: NOBODY,
      sessionId: NOBODY,
      role: 'operator',
    };
    const check = () => assertOwn(operator, tenantId);
    if (allowed) expect(check).not.toThrow();
    else expect(check).toThrow(new DomainError('not-found'));
  });
});
