import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { now } from '../dates/clock.js';
import { sayInstant } from '../dates/dates.js';
import { HelpButton } from '../help/help-button.js';
import type { HelpName } from '../help/help.js';
import { useShellWords } from '../texts/shell.js';
import { useVoice } from '../texts/words.js';
import { useOrganisation } from './organisation.js';
import './page.css';

/**
 * A screen: its one `h1`, which is the tab's title too, its help, and its content. Who arrives by keyboard
 * or ear begins at its top.
 */
export function Page({
  title,
  help,
  above,
  wide = false,
  children,
}: {
  title: string;
  help: HelpName;
  /** Before the heading: the way back to a list. */
  above?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const organisation = useOrganisation();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${title} · ${organisation.name}`;
  }, [title, organisation.name]);
  useEffect(() => {
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <main id="main" ref={main} tabIndex={-1} className={wide ? 'page page-wide' : 'page'}>
      {above && <div className="no-print">{above}</div>}
      <header className="page-head">
        <h1>{title}</h1>
        <HelpButton screen={help} />
      </header>
      {children}
      <PrintedOn />
    </main>
  );
}

/** Under what is printed: from whom, and how old it is. */
function PrintedOn() {
  const words = useShellWords();
  const { language } = useVoice();
  const { name, timeZone } = useOrganisation();
  return (
    <p className="print-only small">
      {name}, {words.printedOn(sayInstant(now().toISOString(), language, timeZone))}
    </p>
  );
}
