import type { ComponentProps, ReactNode } from 'react';
import './button.css';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  /** What it says while the answer is under way; it keeps its place and does nothing meanwhile. */
  busy?: string | false;
  /** Beside the words, never instead of them. */
  icon?: ReactNode;
}

export function Button({
  kind = 'plain',
  type = 'button',
  busy = false,
  icon,
  className = '',
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const isBusy = busy !== false;
  return (
    <button
      {...rest}
      type={type}
      className={`button button-${kind} ${className}`}
      aria-disabled={isBusy || rest['aria-disabled']}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      <span>{isBusy ? busy : children}</span>
    </button>
  );
}
