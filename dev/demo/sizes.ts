const EXPONENT = 1.1;
const USUAL_MEDIAN = 80;

/**
 * How many families each organisation has, largest first: a few are very large and most are small
 * (Zipf). Without a number of organisations, as many as make the middle one about 80 families.
 */
export function organisationSizes(families: number, organisations?: number): number[] {
  const count = organisations ?? countForUsualMedian(families);
  const shares = sharesOf(count);
  const sizes = shares.map((share) => Math.max(1, Math.floor(share * families)));
  // What rounding left over goes to the largest.
  const rest = families - sizes.reduce((sum, size) => sum + size, 0);
  sizes[0] = Math.max(1, (sizes[0] ?? 0) + rest);
  return sizes;
}

function countForUsualMedian(families: number): number {
  let best = { count: 1, distance: Number.POSITIVE_INFINITY };
  let total = 0;
  for (let count = 1; count === 1 || count * 5 <= families; count++) {
    total += weightOf(count);
    const middle = (weightOf(Math.floor(count / 2) + 1) / total) * families;
    const distance = Math.abs(middle - USUAL_MEDIAN);
    if (distance < best.distance) best = { count, distance };
  }
  return best.count;
}

function sharesOf(count: number): number[] {
  const weights = Array.from({ length: count }, (_, at) => weightOf(at + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function weightOf(rank: number): number {
  return rank ** -EXPONENT;
}
