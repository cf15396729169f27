import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { imageLock } from './image-lock.js';

const digest = `sha256:${'0'.repeat(63)}a`;

describe('S38: the lock of images', () => {
  it('adds the digest to the tag of each, and to what our own image is built on', () => {
    const lock = imageLock([
      { image: 'postgres:18.4', repoDigest: `postgres@${digest}`, services: ['postgres'] },
      {
        image: 'node:26-slim',
        repoDigest: `node@${digest}`,
        services: ['gateway', 'migrate'],
        buildArgument: 'NODE_IMAGE',
      },
    ]);
    const ours = { build: { args: { NODE_IMAGE: `node:26-slim@${digest}` } } };
    expect(parse(lock)).toEqual({
      services: {
        postgres: { image: `postgres:18.4@${digest}` },
        gateway: ours,
        migrate: ours,
      },
    });
  });

  it.each(['', 'postgres', 'postgres@sha256:abc'])(
    'takes no image for pulled that says "%s"',
    (said) => {
      const image = { image: 'postgres:18.4', repoDigest: said, services: ['postgres'] };
      expect(() => imageLock([image])).toThrow('postgres:18.4 was not pulled from a registry.');
    },
  );
});
