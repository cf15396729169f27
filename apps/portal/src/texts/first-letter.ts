const segmenter = new Intl.Segmenter();

/** The first letter as people see it, also where it is made of several code points. */
export function firstLetter(name: string): string {
  for (const { segment } of segmenter.segment(name)) return segment;
  return '';
}
