import { createContext, type ReactNode, use, useContext, useMemo } from 'react';
import type { Language } from '../dates/dates.js';

/** How an organisation speaks to people: `je` or `u` (R231). English knows no difference. */
export type Address = 'je' | 'u';

/**
 * The sentences of one feature. Dutch comes with its screen; the formal form names only what differs;
 * English comes when somebody reads it. A missing or misspelt one does not compile.
 */
export interface Words<T extends object> {
  readonly nl: T;
  readonly formal: Partial<T>;
  readonly en: () => Promise<T>;
}

export const words = <T extends object>(
  nl: T,
  formal: Partial<NoInfer<T>>,
  en: () => Promise<NoInfer<T>>,
): Words<T> => {
  let loading: Promise<T> | undefined;
  return { nl, formal, en: () => (loading ??= en()) };
};

interface Voice {
  language: Language;
  address: Address;
}

const VoiceContext = createContext<Voice>({ language: 'nl', address: 'je' });

export function Speaking({ language, address, children }: Voice & { children: ReactNode }) {
  const voice = useMemo(() => ({ language, address }), [language, address]);
  return <VoiceContext value={voice}>{children}</VoiceContext>;
}

export const useVoice = (): Voice => useContext(VoiceContext);

/** The sentences in the reader's language; waits for English where that is not there yet. */
export function useWords<T extends object>(feature: Words<T>): T {
  const { language, address } = useVoice();
  const english = language === 'en' ? use(feature.en()) : undefined;
  return useMemo(() => {
    if (english) return english;
    return address === 'u' ? { ...feature.nl, ...feature.formal } : feature.nl;
  }, [english, address, feature]);
}
