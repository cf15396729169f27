import { type ComponentProps, type ReactNode, useId } from 'react';
import './check.css';

/** A box or a dot with its words; the whole of it can be pressed. */
export function Check({
  children,
  hint,
  type = 'checkbox',
  ...input
}: Omit<ComponentProps<'input'>, 'type'> & {
  type?: 'checkbox' | 'radio';
  hint?: ReactNode;
}) {
  const id = useId();
  return (
    <div className="check">
      <input {...input} id={id} type={type} aria-describedby={hint ? `${id}-hint` : undefined} />
      <label htmlFor={id}>
        {children}
        {hint && (
          <span id={`${id}-hint`} className="muted small check-hint">
            {hint}
          </span>
        )}
      </label>
    </div>
  );
}
