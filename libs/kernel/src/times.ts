/** Minutes since midnight, local time, 0–1440. */
export type Minutes = number;

/** `450` → `07:30`. */
export function formatTime(minutes: Minutes): string {
  const hours = Math.floor(minutes / 60);
  return `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** `07:30` → `450`. Expects what the `TimeOfDay` contract lets through. */
export function parseTime(time: string): Minutes {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** A part of a day; the end is excluded. */
export interface TimeRange {
  startsAt: Minutes;
  endsAt: Minutes;
}

export function timesOverlap(a: TimeRange, b: TimeRange): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt;
}
