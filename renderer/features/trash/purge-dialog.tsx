import { useQuery } from '@tanstack/react-query';
import type { Id } from '../../../main/domain/ids.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import { client } from '../../bridge/client.ts';
import { failureOf } from '../../bridge/failure.ts';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { type Proof, ProofDialog } from '../../ui/proof-dialog.tsx';

/**
 * Removes records for good, all of the trash where `ids` is null. Nothing leads back, so it asks for the passphrase; in the sample,
 * whose passphrase nobody knows, it just asks.
 */
export function PurgeDialog({
  ids,
  count,
  onClose,
}: {
  ids: readonly Id<'trashed'>[] | null;
  count: number;
  onClose: () => void;
}) {
  const text = useText();
  const notice = useNotice();
  const { busy, failure, attempt } = useAttempt();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  const purge = async (current: Proof | null) => {
    const { removed } = await client.trash.purge({ ids: ids === null ? null : [...ids], current });
    notice({ text: text('trash.purge.done', { count: removed }) });
    onClose();
  };
  const title = text('trash.purge.title', { count });
  if (status?.sample) {
    return (
      <ConfirmDialog
        open
        destructive
        title={title}
        text={
          <>
            {text('trash.purge.text')}
            {failure ? <ErrorNote failure={failure} /> : null}
          </>
        }
        confirm={text('trash.purge.submit')}
        busy={busy}
        onConfirm={() => void attempt(() => purge(null))}
        onClose={onClose}
      />
    );
  }
  return (
    <ProofDialog
      title={title}
      intro={
        <>
          {text('trash.purge.text')} {text('trash.purge.proof')}
        </>
      }
      submit={text('trash.purge.submit')}
      withKeyFile={status?.wayIn === 'passphrase_key_file'}
      explain={failureOf}
      onProof={purge}
      onClose={onClose}
    />
  );
}
