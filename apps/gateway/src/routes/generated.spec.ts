import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { allContracts, files, pages } from '@ouderportaal/contracts';
import { fileControllersOf } from '../files/files.js';
import { pageControllersOf } from '../pages/pages.js';
import { controllersOf } from './routes.js';

describe('controllers made from contracts', () => {
  it('each have a name of their own, that of their service or contract', () => {
    const controllers = [
      ...controllersOf(allContracts),
      ...pageControllersOf(pages),
      ...fileControllersOf(files),
    ];
    const names = controllers.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['planning_controller', 'identity_controller']));
    for (const name of names) expect(name).toMatch(/^[a-zA-Z_]+_controller$/);
  });
});
