const symbols = new Intl.Segmenter('nl', { granularity: 'grapheme' });
const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true });

/**
 * The first letter of a name as people see it: one symbol, also where it is several code units. Empty for
 * an empty name.
 */
export function initialOf(name: string): string {
  const [first] = symbols.segment(name.trim());
  return (first?.segment ?? '').toLocaleUpperCase('nl');
}

/**
 * The order of children wherever several are shown: by first name as people sort it (case and accents
 * do not count), and two of one name always the same way round. The database sorts by its own collation,
 * which differs between installations; so the order is made here.
 */
export function byChildName(
  a: { firstName: string; childId: string },
  b: { firstName: string; childId: string },
): number {
  return (
    collator.compare(a.firstName, b.firstName) ||
    (a.childId < b.childId ? -1 : a.childId > b.childId ? 1 : 0)
  );
}
