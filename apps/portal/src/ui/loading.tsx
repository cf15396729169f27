import { useEffect, useState } from 'react';
import { useShellWords } from '../texts/shell.js';
import './loading.css';

/** The shape of what comes, after a moment: what is there at once does not flicker. Said once. */
export function Loading({ rows = 3 }: { rows?: number }) {
  const words = useShellWords();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="stack" role="status" aria-busy="true">
      {isSlow && <span className="hidden-visually">{words.loading}</span>}
      {isSlow && Array.from({ length: rows }, (_, i) => <div key={i} className="skeleton" />)}
    </div>
  );
}
