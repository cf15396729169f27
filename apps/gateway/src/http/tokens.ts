export { BUS_CONNECTION, CONFIG, LOGGER } from '@ouderportaal/process';
/** A `Bus` with the patience that imports need. */
export const BULK_BUS = Symbol('BULK_BUS');
/** The OpenAPI document as JSON text. */
export const OPENAPI_JSON = Symbol('OPENAPI_JSON');
