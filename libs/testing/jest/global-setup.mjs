// Jest resolves this file itself, without the mapping its specs enjoy: it takes the built one.
export { default } from '../../../dist/libs/testing/src/jest/global-setup.js';
