interface Stoppable {
  stop(): Promise<void>;
}

/** What the global setup started and the global teardown stops; both run in one process. */
export const running = Object.assign([] as Stoppable[], { dataDir: '' });
