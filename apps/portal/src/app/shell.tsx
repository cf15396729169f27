import { Link, Outlet } from '@tanstack/react-router';
import { CalendarDays, ClipboardList, Ellipsis, Inbox, Smile } from 'lucide-react';
import { Suspense, useEffect, useSyncExternalStore } from 'react';
import { keepFor } from '../offline/keep.js';
import { RenewalSheet } from '../sign-in/renewal.sheet.js';
import { useShellWords } from '../texts/shell.js';
import { Loading } from '../ui/loading.js';
import { account, onAccountChange, type Person } from './accounts.js';
import { isOnline, onConnectionChange } from './connection.js';
import { useLive } from './live.js';
import { OrganisationFrame, useOrganisation } from './organisation.js';
import { queryClient } from './query-client.js';
import { useOpenCount } from './counts.js';
import { Mark } from './mark.js';
import './shell.css';

/** The frame of every page after signing in. */
export function Shell() {
  const person = useSyncExternalStore(onAccountChange, account);
  useEffect(() => {
    if (person) return keepFor(queryClient, person.personId);
  }, [person]);
  useLive(person?.personId ?? null);
  if (!person) return null;
  return (
    <Suspense fallback={<Loading />}>
      <OrganisationFrame slug={person.organisation}>
        <Frame person={person} />
      </OrganisationFrame>
    </Suspense>
  );
}

function Frame({ person }: { person: Person }) {
  const words = useShellWords();
  const isConnected = useSyncExternalStore(onConnectionChange, isOnline);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (person.role === 'parent') delete dataset['density'];
    else dataset['density'] = 'dense';
  }, [person.role]);
  return (
    <div className="shell">
      <a className="skip no-print" href="#main">
        {words.skip}
      </a>
      <Bar person={person} />
      <Parts role={person.role} />
      <div className="shell-content">
        {!isConnected && (
          <p className="offline" role="status">
            {words.offline}
          </p>
        )}
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </div>
      <RenewalSheet />
    </div>
  );
}

function Bar({ person }: { person: Person }) {
  const organisation = useOrganisation();
  return (
    <header className="shell-bar">
      <Mark name={organisation.name} logoUrl={organisation.logoUrl} />
      <span className="shell-name">{organisation.name}</span>
      <span className="small muted shell-person">{person.displayName}</span>
    </header>
  );
}

const ICON = { 'aria-hidden': true, size: 22 } as const;

function Parts({ role }: { role: Person['role'] }) {
  const words = useShellWords();
  const open = useOpenCount(role);
  const count = open > 0 ? { shown: String(open), said: words.waiting(open) } : null;
  return (
    <nav className="shell-parts" aria-label={words.menu}>
      <ul>
        {role === 'parent' ? (
          <>
            <Part to="/kind" icon={<Smile {...ICON} />} name={words.partChild} />
            <Part to="/agenda" icon={<CalendarDays {...ICON} />} name={words.partAgenda} />
          </>
        ) : (
          <>
            <Part
              to="/aanvragen"
              icon={<Inbox {...ICON} />}
              name={words.partRequests}
              count={count}
            />
            <Part to="/planning" icon={<ClipboardList {...ICON} />} name={words.partPlanning} />
          </>
        )}
        <Part to="/overig" icon={<Ellipsis {...ICON} />} name={words.partMore} />
      </ul>
    </nav>
  );
}

function Part({
  to,
  icon,
  name,
  count = null,
}: {
  to: '/kind' | '/agenda' | '/overig' | '/aanvragen' | '/planning';
  icon: React.ReactNode;
  name: string;
  count?: { shown: string; said: string } | null;
}) {
  return (
    <li>
      <Link to={to} className="part" activeProps={{ 'aria-current': 'page' }}>
        {icon}
        <span>{name}</span>
        {count && (
          <span className="part-count">
            <span aria-hidden="true">{count.shown}</span>
            <span className="hidden-visually">, {count.said}</span>
          </span>
        )}
      </Link>
    </li>
  );
}
