import type { ReactNode } from 'react';
import { useShellWords } from '../texts/shell.js';
import { type Standing, StatusMark } from './status-mark.js';
import './moment.css';

/** One child's care on one day: who, when and where, and where it stands. */
export function Moment({
  firstName,
  standing,
  children,
}: {
  firstName: string;
  standing: Standing;
  children: ReactNode;
}) {
  const words = useShellWords();
  return (
    <li className="moment">
      <strong>{firstName}</strong>
      <span>{children}</span>
      <StatusMark standing={standing}>{words[standing]}</StatusMark>
    </li>
  );
}
