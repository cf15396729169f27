export { BUS_CONNECTION, CONFIG, LOGGER } from '@ouderportaal/process';
export const SERVICE_NAME = Symbol('SERVICE_NAME');
