import { serviceUnderTest, type ServiceUnderTest } from '@ouderportaal/testing';
import { planning } from '../../src/service.js';

/** Planning on a database and broker of its own; the test says what identity would say. */
export function planningUnderTest(): ServiceUnderTest {
  return serviceUnderTest(planning);
}
