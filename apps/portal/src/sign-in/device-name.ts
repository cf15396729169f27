const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
];
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const nameIn = (list: typeof SYSTEMS, agent: string) =>
  list.find(([pattern]) => pattern.test(agent))?.[1];

/** How the list of sessions calls this device: `iPhone, Safari`. */
export function deviceName(agent = navigator.userAgent): string | undefined {
  const parts = [nameIn(SYSTEMS, agent), nameIn(BROWSERS, agent)].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : undefined;
}
