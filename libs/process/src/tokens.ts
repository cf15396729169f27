/** What any process injects by a token, because it is no class of ours. */
export const BUS_CONNECTION = Symbol('BUS_CONNECTION');
export const CONFIG = Symbol('CONFIG');
export const LOGGER = Symbol('LOGGER');
