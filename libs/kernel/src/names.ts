const symbols = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/**
 * The first letter of a name as people see it: one symbol, also where it is several code units. Empty for
 * an empty name.
 */
export function initialOf(name: string): string {
  const [first] = symbols.segment(name.trim());
  return (first?.segment ?? '').toLocaleUpperCase('nl');
}
