import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { kinds } from './registry.js';

describe('the registry of kinds of mail', () => {
  it('has every folder beside it, each under its own name', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);

    expect(kinds.all.map(({ name }) => name).sort()).toEqual(folders.sort());
  });
});
