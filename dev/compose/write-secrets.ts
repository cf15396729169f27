import { resolve } from 'node:path';
import { writeComposeSecrets } from './secrets.js';
import { readComposeSettings } from './environment.js';

const folder = resolve(readComposeSettings().secretsDir);
const said = {
  everything: `Passwords, keys and certificates are in ${folder}; the operator's token is in its file operator_token.`,
  certificates: `New certificates are in ${folder}; restart all containers. Passwords and keys are as they were.`,
  nothing: `${folder} has its passwords, keys and certificates already; nothing was changed.`,
};
console.log(said[await writeComposeSecrets(folder)]);
