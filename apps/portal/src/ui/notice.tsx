import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './notice.css';

const ICONS = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
} as const;

/** A sentence that somebody has to see, with a shape and a colour. `role` only where it appears by itself. */
export function Notice({
  kind,
  title,
  role,
  children,
}: {
  kind: keyof typeof ICONS;
  title?: string;
  role?: 'status' | 'alert';
  children?: ReactNode;
}) {
  const Icon = ICONS[kind];
  return (
    <div className={`notice notice-${kind}`} role={role}>
      <Icon aria-hidden />
      <div className="stack-close">
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
