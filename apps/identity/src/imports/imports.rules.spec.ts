import { describe, expect, it } from '@jest/globals';
import { type Actor, DomainError, NOBODY } from '@ouderportaal/contracts';
import { assertOwn, changedFields, Findings } from './imports.rules.js';

describe('which fields of a row differ', () => {
  it.each([
    ['none', { name: 'Egeltjes' }, { name: 'Egeltjes' }, []],
    ['a text', { name: 'Egeltjes' }, { name: 'Egels' }, ['name']],
    ['something that was not there', {}, { phone: null }, ['phone']],
    ['a list in another order', { groups: ['a', 'b'] }, { groups: ['b', 'a'] }, []],
    ['a list with something named twice', { groups: ['a'] }, { groups: ['a', 'a'] }, []],
    ['a list with something more', { groups: ['a'] }, { groups: ['a', 'b'] }, ['groups']],
    ['a list with something else', { groups: ['a'] }, { groups: ['b'] }, ['groups']],
    ['an object with the same', { branding: { a: 1, b: 2 } }, { branding: { b: 2, a: 1 } }, []],
    ['an object', { branding: { a: 1 } }, { branding: { a: 2 } }, ['branding']],
    ['only what is stored besides', { id: 7, name: 'x' }, { name: 'x' }, []],
  ])('%s', (_, before, after, fields) => {
    expect(changedFields(before, after)).toEqual(fields);
  });
});

describe('the findings of an import', () => {
  it('are what is created, what is updated, and a count of the rest', () => {
    const findings = new Findings();
    findings.compare('location', 'L1', null, { name: 'new' });
    findings.compare('location', 'L2', { name: 'old' }, { name: 'new' });
    findings.compare('location', 'L3', { name: 'same' }, { name: 'same' });

    expect(findings.outcome()).toEqual({
      changes: [
        { kind: 'location', number: 'L1', change: 'created', fields: [] },
        { kind: 'location', number: 'L2', change: 'updated', fields: ['name'] },
      ],
      unchanged: 1,
    });
  });

  it('name every repetition but the first', () => {
    const findings = new Findings();
    findings.refuseRepeated(['a', 'b', 'a', 'a'].map((number, i) => ({ number, path: [i] })));

    expect(findings.errors).toEqual([
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
