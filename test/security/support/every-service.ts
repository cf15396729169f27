import { randomBytes } from 'node:crypto';
import { serviceUnderTest, type ServiceUnderTest } from '@ouderportaal/testing';
import { allServices } from '../../support/all-services.js';

/** What they would call outside: mail server and object store are not there. */
const NOWHERE = {
  LOGIN_THROTTLE_KEY: randomBytes(32).toString('hex'),
  SMTP_URL: 'smtp://127.0.0.1:1',
  OBJECT_STORE_URL: 'http://127.0.0.1:1',
  OBJECT_STORE_ACCESS_KEY: 'nobody',
  OBJECT_STORE_SECRET_KEY: 'nothing',
};

/** Boots each service of the portal once. */
export const everyService: Record<string, () => ServiceUnderTest> = Object.fromEntries(
  allServices.map((service) => [
    service.name,
    () => serviceUnderTest(service, { environment: () => NOWHERE }),
  ]),
);
