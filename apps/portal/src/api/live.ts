import { account } from '../app/accounts.js';
import { renewed } from '../app/renewal.js';
import { ACCOUNT_HEADER } from './client.js';

const ADDRESS = '/api/live';
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

const after = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * One stream of server-sent events. `onChange` gets the topic that changed, or null when anything may have:
 * after every new connection, because what was said meanwhile is lost. Ends with the function that it gives.
 */
export function listen(onChange: (topic: string | null) => void): () => void {
  const ending = new AbortController();
  void keepListening(onChange, ending.signal);
  return () => ending.abort();
}

async function keepListening(
  onChange: (topic: string | null) => void,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  let isFirst = true;
  while (!signal.aborted) {
    try {
      const response = await fetch(ADDRESS, {
        headers: { accept: 'text/event-stream', [ACCOUNT_HEADER]: account()?.personId ?? '' },
        signal,
      });
      if (response.status === 401) await renewed();
      if (response.ok && response.body) {
        if (!isFirst) onChange(null);
        isFirst = false;
        pause = FIRST_PAUSE_MS;
        await readTopics(response.body, onChange);
      }
    } catch {
      // Cut off: tried again below, each time after a longer pause.
    }
    await after(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function readTopics(
  body: ReadableStream<Uint8Array>,
  onChange: (topic: string) => void,
): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data: ')) onChange(line.slice('data: '.length));
    }
  }
}
