/** Both ends of a part of a file, counted in bytes from 0, as HTTP writes them. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * Which part of a file is asked for (RFC 9110, 14.1.2): null is the whole of it, also for what is no range of
 * bytes or several of them, which a server may pass over.
 */
export function rangeOf(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '') return to === '' ? null : lastOf(Number(to), size);
  const last = to === '' ? Infinity : Number(to);
  return last < Number(from) ? null : within(Number(from), last, size);
}

function lastOf(length: number, size: number): ByteRange | 'unsatisfiable' {
  return length === 0 ? 'unsatisfiable' : within(Math.max(size - length, 0), size - 1, size);
}

function within(first: number, last: number, size: number): ByteRange | 'unsatisfiable' {
  return first < size ? { first, last: Math.min(last, size - 1) } : 'unsatisfiable';
}
