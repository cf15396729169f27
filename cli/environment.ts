import { resolve } from 'node:path';

/** Where the portal of `npm start` keeps everything: OUDERPORTAAL_DATA, or `.data`. */
export function dataFolder(): string {
  return resolve(process.env['OUDERPORTAAL_DATA'] ?? '.data');
}
