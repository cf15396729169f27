import { type ComponentProps, type ReactNode, useId } from 'react';
import './field.css';

interface FieldParts {
  label: string;
  /** Beside the label: what it is for, or how it is written. */
  hint?: ReactNode;
  /** What is wrong, and how to mend it; the summary above the form says the same. */
  error?: string | undefined;
  /** Optional fields are marked, required ones are not. */
  optional?: string;
}

/** A label, a hint, what is wrong, and the field; tied together for who cannot see them. */
function Labelled({
  id,
  label,
  hint,
  error,
  optional,
  children,
}: FieldParts & { id: string; children: ReactNode }) {
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted small"> ({optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="muted small">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

const describedBy = (id: string, { hint, error }: Pick<FieldParts, 'hint' | 'error'>) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

export function Field({
  label,
  hint,
  error,
  optional,
  id: given,
  after,
  ...input
}: FieldParts & ComponentProps<'input'> & { after?: ReactNode }) {
  const made = useId();
  const id = given ?? made;
  return (
    <Labelled id={id} label={label} hint={hint} error={error} optional={optional}>
      <span className="field-line">
        <input
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
        />
        {after}
      </span>
    </Labelled>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  id: given,
  ...input
}: FieldParts & ComponentProps<'textarea'>) {
  const made = useId();
  const id = given ?? made;
  return (
    <Labelled id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        rows={3}
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
      />
    </Labelled>
  );
}

export function Select({
  label,
  hint,
  error,
  optional,
  id: given,
  children,
  ...input
}: FieldParts & ComponentProps<'select'>) {
  const made = useId();
  const id = given ?? made;
  return (
    <Labelled id={id} label={label} hint={hint} error={error} optional={optional}>
      <select {...input} id={id} aria-describedby={describedBy(id, { hint, error })}>
        {children}
      </select>
    </Labelled>
  );
}
