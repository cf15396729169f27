import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from '../api/live.js';

/**
 * Hears of changes while the tab is seen, and asks again for what changed. Without it questions are asked
 * again each minute and when the tab is seen again.
 */
export function useLive(personId: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!personId) return;
    let stop: (() => void) | null = null;
    const look = () => {
      if (document.visibilityState === 'hidden') {
        stop?.();
        stop = null;
      } else {
        stop ??= listen((topic) => {
          void client.invalidateQueries({ queryKey: topic ? [topic] : [] });
        });
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop?.();
    };
  }, [personId, client]);
}
