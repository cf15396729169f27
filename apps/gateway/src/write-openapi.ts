import { mkdir, writeFile } from 'node:fs/promises';
import { openapiDocument } from './openapi.js';

/** Run from the root of the repository. */
await mkdir('docs/api', { recursive: true });
await writeFile('docs/api/openapi.json', `${JSON.stringify(openapiDocument(), null, 2)}\n`);
