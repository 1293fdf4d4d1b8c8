import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { RouterProvider } from 'react-router';
import { useConnectionLost } from '../bridge/connection.ts';
import { useProgramEvents } from '../bridge/events.ts';
import { failureOf } from '../bridge/failure.ts';
import { orpc } from '../bridge/queries.ts';
import { AlarmScreen } from '../features/vault/alarm-screen.tsx';
import { BlockedVault } from '../features/vault/blocked-vault.tsx';
import { FirstRun } from '../features/vault/first-run.tsx';
import { FirstStep } from '../features/vault/first-step.tsx';
import { SilentProgram } from '../features/vault/silent-program.tsx';
import { Unlock } from '../features/vault/unlock.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { AlarmScreenContext } from './alarm-screen-context.ts';
import { LockWarning } from './lock-warning.tsx';
import { createRouter } from './routes.tsx';

const CreateVault = lazy(async () => ({
  default: (await import('../features/vault/create-vault.tsx')).CreateVault,
}));
const TakeFolderScreen = lazy(async () => ({
  default: (await import('../features/vault/take-folder-screen.tsx')).TakeFolderScreen,
}));
const RestoreScreen = lazy(async () => ({
  default: (await import('../features/security/restore-screen.tsx')).RestoreScreen,
}));

const BLOCKED = { damaged: 'vault_damaged', newer: 'vault_newer' } as const;

/** Decides between the screens that open a vault and those inside of it. */
export function Gate() {
  useProgramEvents();
  const { data: status, error, refetch } = useQuery(orpc.vault.status.queryOptions());
  // A new vault is open before its recovery key is on paper; until then the person stays at the entrance.
  const [creating, setCreating] = useState(false);
  // What comes after a vault was made: an open folder that goes into it.
  const [folder, setFolder] = useState<'no' | 'wanted' | 'now'>('no');
  // Likewise a key file that was just made, before it is on its stick.
  const [stepping, setStepping] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const [looking, setLooking] = useState(false);
  const again = () => void refetch();
  const lost = useConnectionLost();
  // A recovery key or a key file is shown this once; not even silence may take it away.
  if (lost && status && !creating && !stepping) return <SilentProgram status={status} />;
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
        <CreateVault
          status={status}
          onDone={() => {
            setCreating(false);
            setFolder((before) => (before === 'wanted' ? 'now' : 'no'));
          }}
          onCancel={() => {
            setCreating(false);
            setFolder('no');
          }}
        />
      </Suspense>
    );
  }
  if (status.state === 'unlocked' && status.step !== null && !stepping) setStepping(true);
  const lockWarning = status.state === 'unlocked' ? <LockWarning locksInSeconds={status.locksInSeconds} /> : null;
  if (stepping) {
    return (
      <>
        <FirstStep status={status} onDone={() => setStepping(false)} />
        {lockWarning}
      </>
    );
  }
  if (folder === 'now' && status.state === 'unlocked') {
    return (
      <Suspense>
        <TakeFolderScreen status={status} onDone={() => setFolder('no')} />
        {lockWarning}
      </Suspense>
    );
  }
  const restore = () => setRestoring(true);
  if (restoring) {
    return (
      <Suspense>
        <RestoreScreen status={status} onCancel={() => setRestoring(false)} />
        {lockWarning}
      </Suspense>
    );
  }
  switch (status.state) {
    case 'missing':
      return (
        <FirstRun
          status={status}
          onCreate={() => setCreating(true)}
          onRestore={restore}
          onFolder={() => {
            setFolder('wanted');
            setCreating(true);
          }}
        />
      );
    case 'locked':
      return <Unlock status={status} onRestore={restore} />;
    case 'damaged':
    case 'newer':
      return (
        <BlockedVault
          status={status}
          failure={{ code: BLOCKED[status.state], details: { part: status.damagedPart } }}
          onRetry={again}
          onRestore={restore}
        />
      );
    default:
      return (
        <>
          {status.alarm !== null && !looking ? (
            <AlarmScreen status={status} alarm={status.alarm} onLook={() => setLooking(true)} onRestore={restore} />
          ) : (
            <Inside onAlarm={() => setLooking(false)} />
          )}
          {lockWarning}
        </>
      );
  }
}

function Inside({ onAlarm }: { onAlarm: () => void }) {
  const [router] = useState(createRouter);
  return (
    <AlarmScreenContext value={onAlarm}>
      <RouterProvider router={router} />
    </AlarmScreenContext>
  );
}
