import { Box } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';
import { ErrorNote } from '../../ui/error-state.tsx';

/** Opens the made-up hospital; the gate follows the vault's new state. */
export function useOpenSample() {
  return useMutation(
    orpc.vault.openSample.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.vault.status.key() }),
    }),
  );
}

/** Says why the made-up hospital did not open. */
export function SampleFailure({ error }: { error: unknown }) {
  if (error === null) return null;
  return (
    <Box sx={{ marginTop: '18px' }}>
      <ErrorNote failure={failureOf(error)} />
    </Box>
  );
}
