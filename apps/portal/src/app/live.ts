import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from '../api/live.js';
import { isIdle, onIdleChange } from './idle.js';

/**
 * Hears of changes while the tab is seen and somebody is there, and asks again for what changed. Without it
 * questions are asked again each minute and when the tab is seen again.
 */
export function useLive(personId: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!personId) return;
    let stop: (() => void) | null = null;
    const hear = (topic: string | null) =>
      void client.invalidateQueries({ queryKey: topic ? [topic] : [] });
    const look = () => {
      if (document.visibilityState === 'hidden' || isIdle()) {
        stop?.();
        stop = null;
      } else {
        stop ??= listen(hear);
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    const forget = onIdleChange(() => {
      look();
      if (!isIdle()) hear(null);
    });
    return () => {
      forget();
      document.removeEventListener('visibilitychange', look);
      stop?.();
    };
  }, [personId, client]);
}
