import { type ReactNode, useEffect } from 'react';
import { HelpButton } from '../help/help-button.js';
import type { HelpName } from '../help/help.js';
import './page.css';

/** A screen outside of any organisation: its one `h1`, which is the tab's title too, and its content. */
export function BarePage({
  title,
  help,
  above,
  isNarrow = false,
  children,
}: {
  title: string;
  /** Left out where nothing can be explained: the page is not there, or broken. */
  help?: HelpName;
  above?: ReactNode;
  isNarrow?: boolean;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main id="main" className={isNarrow ? 'page door' : 'page'}>
      {above}
      <header className="page-head">
        <h1>{title}</h1>
        {help && <HelpButton screen={help} />}
      </header>
      {children}
    </main>
  );
}
