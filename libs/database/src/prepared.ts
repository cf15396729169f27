import { createHash } from 'node:crypto';

/** A statement as `pg` takes it: prepared once per connection. */
export interface Prepared {
  name: string | undefined;
  text: string;
  values: unknown[];
}

const MOST_NAMES = 2_000;
const names = new Map<string, string>();

/** A statement's name follows from its text; past a sane number of texts it has none and is not kept. */
export function prepared(text: string, parameters: readonly unknown[]): Prepared {
  return { name: nameOf(text), text, values: [...parameters] };
}

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (!name && names.size < MOST_NAMES) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}
