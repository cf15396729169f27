/** What is injected by a token of its own, because it is no class of ours. */
export const BUS_CONNECTION = Symbol('BUS_CONNECTION');
export const CONFIG = Symbol('CONFIG');
export const LOGGER = Symbol('LOGGER');
export const SERVICE_NAME = Symbol('SERVICE_NAME');
