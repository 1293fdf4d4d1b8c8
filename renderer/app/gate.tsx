import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { useProgramEvents } from '../bridge/events.ts';
import { failureOf } from '../bridge/failure.ts';
import { orpc } from '../bridge/queries.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { createRouter } from './routes.tsx';

/** Decides between the screens that open a vault and those inside of it. */
export function Gate() {
  useProgramEvents();
  const status = useQuery(orpc.vault.status.queryOptions());
  if (status.error) return <ErrorState failure={failureOf(status.error)} onRetry={() => void status.refetch()} />;
  if (!status.data) return null;
  return <Inside />;
}

function Inside() {
  const [router] = useState(createRouter);
  return <RouterProvider router={router} />;
}
