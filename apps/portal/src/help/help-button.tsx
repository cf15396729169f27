import { CircleHelp } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useShellWords } from '../texts/shell.js';
import { Loading } from '../ui/loading.js';
import { Sheet } from '../ui/sheet.js';
import type { HelpName } from './help.js';

const HelpText = lazy(() => import('./help-text.js').then((m) => ({ default: m.HelpText })));

/** Always at the top right of a page (WCAG 3.2.6). */
export function HelpButton({ screen }: { screen: HelpName }) {
  const words = useShellWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="icon-button no-print"
        aria-label={words.help}
        onClick={() => setOpen(true)}
      >
        <CircleHelp aria-hidden />
      </button>
      {isOpen && (
        <Sheet title={words.help} onClose={() => setOpen(false)}>
          <Suspense fallback={<Loading />}>
            <HelpText screen={screen} />
          </Suspense>
        </Sheet>
      )}
    </>
  );
}
