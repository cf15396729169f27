import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useShellWords } from '../texts/shell.js';
import './sheet.css';

/**
 * Something over the page: from below on a phone, in the middle on a wide screen. The browser keeps the
 * focus inside and gives it back to the opener; Escape closes where that is allowed.
 */
export function Sheet({
  title,
  onClose,
  canClose = true,
  isCovering = false,
  children,
}: {
  title: string;
  onClose(): void;
  canClose?: boolean;
  /** Hides the page behind it. */
  isCovering?: boolean;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const words = useShellWords();
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    heading.current?.focus();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={isCovering ? 'sheet sheet-covering' : 'sheet'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (canClose) onClose();
      }}
    >
      <header className="sheet-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {canClose && (
          <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
            <X aria-hidden />
          </button>
        )}
      </header>
      <div className="stack">{children}</div>
    </dialog>
  );
}
