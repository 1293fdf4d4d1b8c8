import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { RouterProvider } from 'react-router';
import { useConnectionLost } from '../bridge/connection.ts';
import { useProgramEvents } from '../bridge/events.ts';
import { failureOf } from '../bridge/failure.ts';
import { orpc } from '../bridge/queries.ts';
import { BlockedVault } from '../features/vault/blocked-vault.tsx';
import { FirstRun } from '../features/vault/first-run.tsx';
import { SilentProgram } from '../features/vault/silent-program.tsx';
import { Unlock } from '../features/vault/unlock.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { createRouter } from './routes.tsx';

const CreateVault = lazy(async () => ({
  default: (await import('../features/vault/create-vault.tsx')).CreateVault,
}));

const BLOCKED = { damaged: 'vault_damaged', newer: 'vault_newer' } as const;

/** Decides between the screens that open a vault and those inside of it. */
export function Gate() {
  useProgramEvents();
  const { data: status, error, refetch } = useQuery(orpc.vault.status.queryOptions());
  // A new vault is open before its recovery key is on paper; until then the person stays at the entrance.
  const [creating, setCreating] = useState(false);
  const again = () => void refetch();
  const lost = useConnectionLost();
  // A recovery key is shown this once; not even silence may take it away.
  if (lost && status && !creating) return <SilentProgram status={status} />;
  if (error && !status) {
    return (
      <main>
        <ErrorState failure={failureOf(error)} onRetry={again} />
      </main>
    );
  }
  if (!status) return null;
  if (creating) {
    return (
      <Suspense>
        <CreateVault status={status} onDone={() => setCreating(false)} onCancel={() => setCreating(false)} />
      </Suspense>
    );
  }
  switch (status.state) {
    case 'missing':
      return <FirstRun status={status} onCreate={() => setCreating(true)} />;
    case 'locked':
      return <Unlock status={status} />;
    case 'damaged':
    case 'newer':
      return (
        <BlockedVault
          status={status}
          failure={{ code: BLOCKED[status.state], details: { part: status.damagedPart } }}
          onRetry={again}
        />
      );
    default:
      return <Inside />;
  }
}

function Inside() {
  const [router] = useState(createRouter);
  return <RouterProvider router={router} />;
}
