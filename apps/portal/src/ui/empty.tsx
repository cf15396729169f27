import type { ReactNode } from 'react';
import './empty.css';

/** Nothing here: a drawing, one sentence, one thing to do. */
export function Empty({
  drawing,
  children,
  action,
}: {
  drawing: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <svg viewBox="0 0 96 72" width="96" height="72" aria-hidden="true">
        {drawing}
      </svg>
      <p>{children}</p>
      {action}
    </div>
  );
}
