import { DomainError, media } from '@ouderportaal/contracts';

interface Picture {
  mediaType: media.LogoType;
  width: number;
  height: number;
}

type Found = Picture | { wrong: string };

/**
 * What a picture is, from its bytes alone: whole from its first byte to its last, with nothing before or
 * behind it, and small when unpacked.
 * @throws DomainError `picture-refused`
 */
export function inspect(bytes: Buffer): Picture {
  const found = bytes.length > media.LOGO_MAX_BYTES ? tooLarge : look(bytes);
  if ('wrong' in found) refuse(found.wrong);
  const { width, height } = found;
  if (width < 1 || height < 1) refuse('Has no pixels');
  if (Math.max(width, height) > media.LOGO_MAX_SIDE) {
    refuse(`Has ${width} by ${height} pixels; each side may have ${media.LOGO_MAX_SIDE}`);
  }
  return found;
}

const tooLarge: Found = { wrong: `Has more than ${media.LOGO_MAX_BYTES} bytes` };
const INCOMPLETE: Found = { wrong: 'Ends too early or is damaged' };
const BEHIND: Found = { wrong: 'Has something behind the picture' };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function look(bytes: Buffer): Found {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return png(bytes);
  if (bytes.length > 2 && bytes.readUInt16BE(0) === 0xffd8) return jpeg(bytes);
  if (ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP') return webp(bytes);
  return { wrong: 'Is no PNG, JPEG or WebP' };
}

/** Four letters that name a part. */
function ascii(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}

/** A part of a file: where it begins, where the next one does, and what it is called. */
interface Part<N> {
  name: N;
  at: number;
  end: number;
}

/** Chunks with a length, a name and a checksum, from IHDR to IEND (W3C PNG, 5.3). */
function png(bytes: Buffer): Found {
  const chunks = chunksOf(bytes);
  const [first] = chunks;
  const last = chunks.at(-1);
  if (first?.name !== 'IHDR' || first.end !== PNG.length + 25) return INCOMPLETE;
  if (last?.name !== 'IEND' || !chunks.some(({ name }) => name === 'IDAT')) return INCOMPLETE;
  if (last.end < bytes.length) return BEHIND;
  const [width, height] = [bytes.readUInt32BE(first.at + 8), bytes.readUInt32BE(first.at + 12)];
  return { mediaType: 'image/png', width, height };
}

/** Up to the end, or to the first one that is not whole. */
function chunksOf(bytes: Buffer): Part<string>[] {
  const found: Part<string>[] = [];
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) break;
    const name = ascii(bytes, at + 4);
    found.push({ name, at, end });
    if (name === 'IEND') break;
    at = end;
  }
  return found;
}

/** The checksum that ends each chunk (W3C PNG, annex D). */
function crc32(bytes: Buffer): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

const SCAN = 0xda;
const END = 0xd9;

/** Segments and scans up to the end marker, which are the last two bytes (ITU T.81, B.1). */
function jpeg(bytes: Buffer): Found {
  const segments = segmentsOf(bytes);
  const [frame, another] = segments.filter(({ name }) => isFrame(name));
  const last = segments.at(-1);
  if (!frame || another || frame.end < frame.at + 9) return INCOMPLETE;
  if (last?.name !== END || !segments.some(({ name }) => name === SCAN)) return INCOMPLETE;
  if (last.end < bytes.length) return BEHIND;
  const [height, width] = [bytes.readUInt16BE(frame.at + 5), bytes.readUInt16BE(frame.at + 7)];
  return { mediaType: 'image/jpeg', width, height };
}

/** Up to the end, or to the first one that is not whole. */
function segmentsOf(bytes: Buffer): Part<number>[] {
  const found: Part<number>[] = [];
  for (let at = 2; at + 2 <= bytes.length && bytes[at] === 0xff;) {
    const name = bytes[at + 1] ?? 0;
    if (name === END) return [...found, { name, at, end: at + 2 }];
    const length = at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : 0;
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) break;
    found.push({ name, at, end });
    at = name === SCAN ? endOfScan(bytes, end) : end;
  }
  return found;
}

/** Where a scan's data ends: at the first marker that cannot stand within it. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    const isWithin = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isWithin) return at;
  }
  return bytes.length;
}

/** SOF0 to SOF15, but for the three numbers among them that mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** A RIFF file of exactly its own length; the size stands in its first part (RFC 9649, 2). */
function webp(bytes: Buffer): Found {
  const length = bytes.readUInt32LE(4) + 8;
  if (length > bytes.length || bytes.length < 30) return INCOMPLETE;
  if (length < bytes.length) return BEHIND;
  if (!partsFill(bytes)) return INCOMPLETE;
  const size = webpSize(bytes);
  return size ? { mediaType: 'image/webp', ...size } : INCOMPLETE;
}

function partsFill(bytes: Buffer): boolean {
  let at = 12;
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length % 2);
  }
  return at === bytes.length;
}

function webpSize(bytes: Buffer): { width: number; height: number } | undefined {
  switch (ascii(bytes, 12)) {
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case 'VP8 ':
      if (bytes.readUIntBE(23, 3) !== 0x9d012a) return undefined;
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      if (bytes[20] !== 0x2f) return undefined;
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return undefined;
  }
}

function refuse(message: string): never {
  throw new DomainError('picture-refused', {}, [{ path: ['picture'], message }]);
}
