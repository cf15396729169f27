import type { LineKind, Log } from '@ouderportaal/backing-services';

/** What of a stream the progress needs: of `process.stdout`, or of a test. */
interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  readonly log: Log;
  /** Takes the line away and prints what follows for good. */
  end(text: string): void;
}

const TICK_MS = 1000;
const CLEAR = '\r\u001b[2K';

/**
 * Where a start has got to. On a terminal one line that changes in place, with the seconds that have
 * passed; elsewhere a line for each step, once. Notices stay in both.
 */
export function startProgress(screen: Screen, seconds: () => number): Progress {
  return screen.isTTY === true ? inPlace(screen, seconds) : lineByLine(screen);
}

function inPlace(screen: Screen, seconds: () => number): Progress {
  let current: string | undefined;
  const draw = (): void => {
    if (current === undefined) return;
    const line = `Starting (${Math.round(seconds())} s): ${current}`;
    // A line that wraps could not be taken back; the last column stays free for the cursor.
    screen.write(CLEAR + line.slice(0, (screen.columns ?? 80) - 1));
  };
  const timer = setInterval(draw, TICK_MS);
  timer.unref();
  const stay = (text: string): void => {
    screen.write(`${CLEAR}${text}\n`);
  };
  const say = (line: string, kind: LineKind = 'step'): void => {
    if (kind === 'notice') stay(line);
    else current = line;
    draw();
  };
  let log: Log = say;
  return {
    log: (line, kind) => log(line, kind),
    end: (text) => {
      clearInterval(timer);
      current = undefined;
      log = (line, kind) => {
        if (kind === 'notice') stay(line);
      };
      stay(text);
    },
  };
}

function lineByLine(screen: Screen): Progress {
  return {
    log: (line, kind) => {
      if (kind !== 'again') screen.write(`${line}\n`);
    },
    end: (text) => {
      screen.write(`${text}\n`);
    },
  };
}
