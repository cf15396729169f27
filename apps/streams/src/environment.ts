import { processConfig, readConfig } from '@ouderportaal/process';

export type StreamsConfig = ReturnType<typeof readStreamsConfig>;

/** What the keeper of the streams is told; each also as `<NAME>_FILE`. */
export function readStreamsConfig() {
  return readConfig('streams', processConfig, process.env);
}
