import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findPortal } from './portal-address.js';
import { PortalError } from './portal-client.js';

const LOCAL = { url: 'http://127.0.0.1:3000', operatorToken: 'local' };
let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-'));
  file = join(folder, 'portal.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const started = () => writeFile(file, JSON.stringify(LOCAL));

describe('the portal to import into', () => {
  it('is the one of npm start', async () => {
    await started();
    expect(await findPortal({}, {}, file)).toEqual(LOCAL);
  });

  it('is the one of the environment rather than that', async () => {
    await started();
    const environment = { url: 'https://portal.example', operatorToken: 'far' };
    expect(await findPortal({}, environment, file)).toEqual(environment);
  });

  it('is the one of the flags rather than all others', async () => {
    const flags = { url: 'https://flag.example', operatorToken: 'flag' };
    expect(await findPortal(flags, { url: 'https://env.example' }, file)).toEqual(flags);
  });

  it.each([
    ['no portal runs and none is given', {}, /start one with npm start/],
    ['the token is missing', { url: 'https://portal.example' }, /No operator token for https/],
    ['the address is none', { url: 'portal', operatorToken: 'x' }, /"portal" is not an address/],
  ])('is asked for in a clear sentence when %s', async (_, flags, message) => {
    const finding = findPortal(flags, {}, file);
    await expect(finding).rejects.toThrow(PortalError);
    await expect(finding).rejects.toThrow(message);
  });

  it.each(['http://portal.example', 'http://10.0.0.7:3000', 'http://localhost.example'])(
    'S35: is not %s, where the token could be read on its way',
    async (url) => {
      const finding = findPortal({ url, operatorToken: 'x' }, {}, file);
      await expect(finding).rejects.toThrow(PortalError);
      await expect(finding).rejects.toThrow(/without encryption; give its address with https/);
    },
  );

  it.each(['http://localhost:3000', 'http://[::1]:3000', 'https://portal.example'])(
    'S35: may be %s',
    async (url) => {
      const found = { url, operatorToken: 'x' };
      expect(await findPortal(found, {}, file)).toEqual(found);
    },
  );

  it('never sends the token of the local portal anywhere else', async () => {
    await started();
    await expect(findPortal({ url: 'https://other.example' }, {}, file)).rejects.toThrow(
      /No operator token/,
    );
  });

  it('says when the file of npm start is broken', async () => {
    await writeFile(file, '{');
    await expect(findPortal({}, {}, file)).rejects.toThrow(/cannot be read/);
  });
});
