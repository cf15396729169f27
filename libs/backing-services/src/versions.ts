/** The first three numbers of a text that holds a version: "nats-server: v2.9.10" gives [2, 9, 10]. */
export function parseVersion(text: string): readonly number[] | undefined {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) return undefined;
  const [, major, minor, patch = '0'] = match;
  return [major, minor, patch].map(Number);
}

export function isAtLeast(version: readonly number[], minimum: string): boolean {
  const wanted = parseVersion(minimum) ?? [];
  for (const [index, part] of wanted.entries()) {
    const difference = (version[index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
