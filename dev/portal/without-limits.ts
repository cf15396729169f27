const MANY = '1000000';

/** A gateway's environment in which a few people may stand for many: nobody is ever over their share. */
export const withoutLimits: Readonly<Record<string, string>> = {
  PERSON_RATE: MANY,
  TENANT_RATE: MANY,
  ADDRESS_RATE: MANY,
  PERSON_AT_ONCE: MANY,
  TENANT_AT_ONCE: MANY,
  ADDRESS_AT_ONCE: MANY,
};
