/** Set by the run's set-up to the path of a Chromium, where one was found. */
export const CHROMIUM_VARIABLE = 'OUDERPORTAAL_TEST_CHROMIUM';
