import { processConfig, readConfig } from '@ouderportaal/process';

/** Environment of the stream provisioner; each also as `<NAME>_FILE`. */
export function readStreamsConfig() {
  return readConfig('streams', processConfig, process.env);
}
