/** What the setup started and the teardown stops; both run in one process. */
export const running = {};
