import './theme/tokens.css';
import './theme/base.css';
import './theme/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isProblem } from './api/problem.js';
import { restoreAccount } from './app/accounts.js';
import { watchForIdleness } from './app/idle.js';
import { watchForInstallation } from './app/installing.js';
import { queryClient } from './app/query-client.js';
import { router } from './app/router.js';
import { Updates } from './app/updates.js';
import { Voiced } from './app/voiced.js';
import { restoreKept } from './offline/keep.js';
import { applyLooks, looksOfDevice } from './theme/apply-theme.js';

applyLooks(looksOfDevice());
watchForIdleness();
watchForInstallation();
const person = restoreAccount();
// What is kept has to be there before a screen asks, or each start would ask for everything again.
if (person) await restoreKept(queryClient, person.personId);

/** A problem has its sentence on the screen; what else a screen fell over is for who looks after it. */
function onCaughtError(error: unknown): void {
  if (!isProblem(error)) console.error(error);
}

const root = document.getElementById('root');
if (root) {
  createRoot(root, { onCaughtError }).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Voiced>
          <RouterProvider router={router} />
          <Updates />
        </Voiced>
      </QueryClientProvider>
    </StrictMode>,
  );
}
