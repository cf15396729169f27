import { useEffect, useState } from 'react';

/** Seconds left of a wait that begins anew with each `cause`; 0 when there is none. */
export function useCountdown(seconds: number | null | undefined, cause: unknown): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = Date.now() + (seconds ?? 0) * 1_000;
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)));
    look();
    if (!seconds) return;
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [seconds, cause]);
  return left;
}
