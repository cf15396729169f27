import { processConfig, readConfig } from '@ouderportaal/process';

/** What the keeper of the streams is told; each also as `<NAME>_FILE`. */
export function readStreamsConfig() {
  return readConfig('streams', processConfig, process.env);
}
