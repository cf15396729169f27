import { describe, expect, it } from '@jest/globals';
import { startProgress } from './progress.js';

function screenOf(terminal: { columns: number } | null) {
  const written: string[] = [];
  const screen = {
    isTTY: terminal !== null,
    columns: terminal?.columns,
    write: (text: string) => written.push(text),
  };
  return { screen, written };
}

describe('The progress of a start', () => {
  it('is one line on a terminal, which each step takes over', () => {
    const { screen, written } = screenOf({ columns: 100 });

    const progress = startProgress(screen, () => 3.4);
    progress.log('NATS: building nats-server … 0 s');
    progress.log('NATS: building nats-server … 5 s', 'again');
    progress.end('The portal is ready.');

    expect(written).toEqual([
      '\r\u001b[2KStarting (3 s): NATS: building nats-server … 0 s',
      '\r\u001b[2KStarting (3 s): NATS: building nats-server … 5 s',
      '\r\u001b[2KThe portal is ready.\n',
    ]);
  });

  it('never wraps on a terminal, where a second line could not be taken back', () => {
    const { screen, written } = screenOf({ columns: 24 });

    const progress = startProgress(screen, () => 0);
    progress.log('Postgres: local process, data in a folder');
    progress.end('');

    expect(written[0]).toBe('\r\u001b[2KStarting (0 s): Postgre');
  });

  it('leaves notices on the terminal, above the line, and says nothing else once it is over', () => {
    const { screen, written } = screenOf({ columns: 80 });

    const progress = startProgress(screen, () => 1);
    progress.log('Mail: caught here');
    progress.log('NATS: too old', 'notice');
    progress.end('Ready.');
    progress.log('Object store: building … 10 s', 'again');
    progress.log('planning ended by itself', 'notice');

    expect(written.slice(1)).toEqual([
      '\r\u001b[2KNATS: too old\n',
      '\r\u001b[2KStarting (1 s): Mail: caught here',
      '\r\u001b[2KReady.\n',
      '\r\u001b[2Kplanning ended by itself\n',
    ]);
  });

  it('is a line for each step elsewhere, and the same step only once', () => {
    const { screen, written } = screenOf(null);

    const progress = startProgress(screen, () => 7);
    progress.log('NATS: building nats-server … 0 s');
    progress.log('NATS: building nats-server … 5 s', 'again');
    progress.log('NATS: ready', 'notice');
    progress.end('The portal is ready.');

    expect(written).toEqual([
      'NATS: building nats-server … 0 s\n',
      'NATS: ready\n',
      'The portal is ready.\n',
    ]);
  });
});
