import { resolve } from 'node:path';
import { writeComposeSecrets } from './secrets.js';
import { readComposeSettings } from './environment.js';

const folder = resolve(readComposeSettings().secretsDir);
const isNew = await writeComposeSecrets(folder);
console.log(
  isNew
    ? `Passwords and keys are in ${folder}; the operator's token is in its file operator_token.`
    : `${folder} has its passwords and keys already; nothing was changed.`,
);
