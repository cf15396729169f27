import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@ouderportaal/contracts';
import { badPictures, jpeg, png, webps } from '../../test/support/pictures.js';
import { inspect } from './picture.rules.js';

describe('what a picture is', () => {
  it.each([
    ['PNG', png(320, 80), { mediaType: 'image/png', width: 320, height: 80 }],
    ['JPEG', jpeg('00500140'), { mediaType: 'image/jpeg', width: 320, height: 80 }],
    ['lossy WebP', webps.lossy, { mediaType: 'image/webp', width: 1, height: 1 }],
    ['lossless WebP', webps.lossless, { mediaType: 'image/webp', width: 1, height: 1 }],
  ])('is read from the bytes of a %s', (_name, bytes, picture) => {
    expect(inspect(bytes)).toEqual(picture);
  });

  it.each(badPictures)('is refused for %s, with the reason', (_name, bytes, message) => {
    const errors = [{ path: ['picture'], message: expect.stringMatching(message) }];
    expect(problemOf(bytes)).toMatchObject({ code: 'picture-refused', errors });
  });

  it.each([png(3, 2), jpeg(), webps.lossy, webps.lossless])(
    'is never found in a part of one',
    (bytes) => {
      for (let length = 0; length < bytes.length; length += 1) {
        expect(problemOf(bytes.subarray(0, length))).toBeInstanceOf(DomainError);
      }
    },
  );
});

function problemOf(bytes: Buffer): unknown {
  try {
    return inspect(bytes);
  } catch (error) {
    return error;
  }
}
