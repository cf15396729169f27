import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react';
import { Speaking } from '../texts/words.js';
import { account, lastOrganisation, onAccountChange } from './accounts.js';
import { organisationOf } from './organisation.js';
import { chosenLanguage, onLanguageChange } from './preferences.js';
import { rememberedVoice, rememberVoice } from './remembered-voice.js';

/**
 * Which language the portal speaks, and how formally: what was chosen on this device, else the person's
 * own, else the organisation's, else the browser's.
 */
export function Voiced({ children }: { children: ReactNode }) {
  const person = useSyncExternalStore(onAccountChange, account);
  const chosen = useSyncExternalStore(onLanguageChange, chosenLanguage);
  const slug = person?.organisation ?? lastOrganisation();
  const { data: told } = useQuery({ ...organisationOf(slug ?? ''), enabled: slug !== null });
  const data = told ?? rememberedVoice(slug);
  const browser = navigator.language.startsWith('nl') ? 'nl' : 'en';
  const wanted = chosen ?? person?.language ?? data?.language ?? browser;
  const language = data && !data.languages.includes(wanted) ? data.language : wanted;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (told) rememberVoice(told);
  }, [told]);
  return (
    <Speaking language={language} address={data?.addressForm ?? 'je'}>
      <Suspense fallback={null}>{children}</Suspense>
    </Speaking>
  );
}
