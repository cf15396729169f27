import { crc32, deflateSync } from 'node:zlib';

/** Well-formed and bad pictures, made from their parts. */
export function png(width = 1, height = 1, { data = deflateSync(Buffer.alloc(5)) } = {}): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', size), chunk('IDAT', data), chunk('IEND')]);
}

function chunk(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** One pixel, progressive; `size` as the frame says it. */
export function jpeg(size = '00010001'): Buffer {
  const hex = [
    'ffd8ffe000104a46494600010101004800480000',
    `ffdb004300${'10'.repeat(64)}`,
    `ffc2000b08${size}01011100`,
    `ffc4001410${'01'.padEnd(34, '0')}`,
    'ffda0008010100013f10ff00ffd0',
    'ffd9',
  ];
  return Buffer.from(hex.join(''), 'hex');
}

/** One pixel each, of the two ways of packing. */
export const webps = {
  lossy: Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64'),
  lossless: Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
};

/** What somebody might send in place of a picture, and what the answer says about it. */
export const badPictures: readonly (readonly [name: string, bytes: Buffer, reason: RegExp])[] = [
  ['a page that is called a picture', Buffer.from('<html><script>1</script>'), /no PNG, JPEG or/],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /no PNG, JPEG or WebP/],
  ['a GIF', Buffer.from('GIF89a'.padEnd(40, '\0')), /no PNG, JPEG or WebP/],
  ['nothing', Buffer.alloc(0), /no PNG, JPEG or WebP/],
  ['a picture of 20000 pixels a side', png(20_000, 20_000), /20000 by 20000 pixels/],
  ['a JPEG of 65535 pixels a side', jpeg('ffffffff'), /65535 by 65535 pixels/],
  ['a picture without pixels', png(0, 1), /no pixels/],
  ['too many bytes', png(1, 1, { data: Buffer.alloc(262_144) }), /more than 262144 bytes/],
  ['a PNG that ends too early', png().subarray(0, -1), /too early/],
  ['a PNG with its last part gone', png().subarray(0, -12), /too early/],
  ['a PNG that was damaged', Buffer.from(png()).fill(7, 45, 46), /damaged/],
  ['a JPEG that ends too early', jpeg().subarray(0, -2), /too early/],
  ['a JPEG that is a head alone', jpeg().subarray(0, 30), /too early/],
  ['a WebP that ends too early', webps.lossy.subarray(0, -4), /too early/],
  ['a PNG with a page behind it', Buffer.concat([png(), Buffer.from('<html>')]), /behind/],
  ['a JPEG with an archive behind it', Buffer.concat([jpeg(), Buffer.from('PK')]), /behind/],
  ['a WebP with a page behind it', Buffer.concat([webps.lossy, Buffer.from('<h')]), /behind/],
];
