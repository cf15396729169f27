import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { account } from '../app/accounts.js';
import type { KeptKey } from '../app/send.js';
import { dropDraft, readDraft, writeDraft } from './draft-store.js';

const PAUSE_MS = 300;

export interface Draft<T> {
  value: T;
  set(value: T): void;
  /** Something was found that had been written before. */
  isRestored: boolean;
  /** It was sent, or thrown away. */
  drop(): void;
  /** For `useSend`: the key of a send lives as long as the draft. */
  key: KeptKey;
}

/**
 * A form that survives: written to the device 300 ms after a change and when the page goes away, there
 * again after a reload, a kill or a sign-in. `null` until it is known whether something was kept.
 */
export function useDraft<T>(name: string, initial: T): Draft<T> | null {
  const personId = account()?.personId ?? '';
  const [state, setState] = useState<{ value: T; isRestored: boolean } | null>(null);
  const latest = useRef<{ value: T; isDirty: boolean }>({ value: initial, isDirty: false });
  const sendKey = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (!latest.current.isDirty) return;
    latest.current.isDirty = false;
    void writeDraft(personId, name, latest.current.value, sendKey.current);
  }, [personId, name]);

  useEffect(() => {
    let isGone = false;
    void readDraft<T>(personId, name).then((kept) => {
      if (isGone) return;
      if (kept) sendKey.current = kept.key;
      const value = kept ? kept.value : latest.current.value;
      latest.current = { value, isDirty: false };
      setState({ value, isRestored: kept !== null });
    });
    const leave = () => document.visibilityState === 'hidden' && write();
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', write);
    return () => {
      isGone = true;
      write();
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', write);
    };
  }, [personId, name, write]);

  const set = useCallback(
    (value: T) => {
      latest.current = { value, isDirty: true };
      setState((before) => ({ value, isRestored: before?.isRestored ?? false }));
      clearTimeout(timer.current);
      timer.current = setTimeout(write, PAUSE_MS);
    },
    [write],
  );

  const drop = useCallback(() => {
    clearTimeout(timer.current);
    latest.current.isDirty = false;
    sendKey.current = null;
    void dropDraft(personId, name);
  }, [personId, name]);

  const key = useMemo<KeptKey>(
    () => ({
      read: () => sendKey.current,
      write: (value) => {
        sendKey.current = value;
        if (value === null) return;
        // Before the send leaves: a page that is killed now still knows what it may have sent.
        latest.current.isDirty = true;
        write();
      },
    }),
    [write],
  );

  return useMemo(() => state && { ...state, set, drop, key }, [state, set, drop, key]);
}
