/** The connection to NATS. */
export const BUS_CONNECTION = Symbol('BUS_CONNECTION');
/** A `Bus` with the patience that imports need. */
export const BULK_BUS = Symbol('BULK_BUS');
export const CONFIG = Symbol('CONFIG');
export const LOGGER = Symbol('LOGGER');
/** The OpenAPI document as JSON text. */
export const OPENAPI_JSON = Symbol('OPENAPI_JSON');
