import { type ReactNode, useEffect } from 'react';

/** A screen outside of any organisation: its one `h1`, which is the tab's title too, and its content. */
export function BarePage({
  title,
  above,
  isNarrow = false,
  children,
}: {
  title: string;
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
      <h1>{title}</h1>
      {children}
    </main>
  );
}
