import { useEffect, useRef } from 'react';
import { useShellWords } from '../texts/shell.js';
import { Notice } from './notice.js';

/** What has to be mended, above the form; takes the focus when it comes, each line leads to its field. */
export function ErrorSummary({
  errors,
  problem,
}: {
  /** By the id of the field. */
  errors: Readonly<Partial<Record<string, string>>>;
  problem?: string | null;
}) {
  const words = useShellWords();
  const summary = useRef<HTMLDivElement>(null);
  const wrong = Object.entries(errors).filter((each): each is [string, string] => Boolean(each[1]));
  const key = JSON.stringify([errors, problem]);
  useEffect(() => {
    summary.current?.focus();
  }, [key]);
  if (wrong.length === 0 && !problem) return null;
  return (
    <div ref={summary} tabIndex={-1} role="alert">
      <Notice kind="danger" title={words.errorSummary}>
        {problem && <p>{problem}</p>}
        <ul>
          {wrong.map(([id, sentence]) => (
            <li key={id}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(id)?.focus();
                }}
              >
                {sentence}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
