import { useEffect, useState } from 'react';
import { registerWorker } from '../offline/register.js';
import { useShellWords } from '../texts/shell.js';
import { Button } from '../ui/button.js';
import './updates.css';

/** Another version is there: it waits for the next start, or for this button. */
export function Updates() {
  const words = useShellWords();
  const [takeOver, setTakeOver] = useState<(() => void) | null>(null);
  useEffect(() => {
    void registerWorker((next) => setTakeOver(() => next));
  }, []);
  if (!takeOver) return null;
  return (
    <div className="updates no-print" role="status">
      <span>{words.newVersion}</span>
      <Button onClick={takeOver}>{words.takeOver}</Button>
    </div>
  );
}
