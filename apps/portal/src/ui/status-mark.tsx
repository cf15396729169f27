import './status-mark.css';

/** Where care stands. Each has a shape, a word and a colour, so that none of them is needed alone. */
export type Standing =
  'planned' | 'requested' | 'approved' | 'rejected' | 'cancelled' | 'withdrawn';

const SHAPES: Record<Standing, string> = {
  planned: '●',
  requested: '◌',
  approved: '■',
  rejected: '✕',
  cancelled: '○',
  withdrawn: '○',
};

export function StatusMark({ standing, children }: { standing: Standing; children: string }) {
  return (
    <span className={`status-mark status-${standing}`}>
      <span aria-hidden="true">{SHAPES[standing]}</span> {children}
    </span>
  );
}

export const shapeOf = (standing: Standing): string => SHAPES[standing];
