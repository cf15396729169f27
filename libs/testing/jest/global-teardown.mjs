export { default } from '../../../dist/libs/testing/src/jest/global-teardown.js';
