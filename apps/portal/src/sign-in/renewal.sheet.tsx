import { lazy, Suspense, useSyncExternalStore } from 'react';
import { onRenewalChange, whoHasToRenew } from '../app/renewal.js';

const Renewal = lazy(() => import('./renewal.form.js').then((m) => ({ default: m.Renewal })));

/** Over the page when its session has ended: covers what was there, and goes on with it afterwards. */
export function RenewalSheet() {
  const person = useSyncExternalStore(onRenewalChange, whoHasToRenew);
  return (
    person && (
      <Suspense fallback={null}>
        <Renewal key={person.personId} person={person} />
      </Suspense>
    )
  );
}
