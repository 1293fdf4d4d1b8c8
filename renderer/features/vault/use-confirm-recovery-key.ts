import { useMutation } from '@tanstack/react-query';
import { type Failure, failureOf } from '../../bridge/failure.ts';
import { orpc, queryClient } from '../../bridge/queries.ts';

/** Shows to the program that the recovery key was written down. A slip of the pen is no failure, only something to correct. */
export function useConfirmRecoveryKey(onDone: () => void) {
  const confirm = useMutation(
    orpc.vault.confirmRecoveryKey.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: orpc.vault.status.key() });
        onDone();
      },
    }),
  );
  const failure: Failure | null = confirm.error ? failureOf(confirm.error) : null;
  const mistyped = failure?.code === 'recovery_key_mistyped' || failure?.code === 'input_refused';
  return { confirm, mistyped, failure: mistyped ? null : failure, clear: () => confirm.error && confirm.reset() };
}
