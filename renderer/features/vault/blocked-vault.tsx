import { Button } from '@mui/material';
import type { Failure } from '../../bridge/failure.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { type TextKey, useText } from '../../i18n/i18n.ts';
import { Explained } from '../../ui/explained.tsx';

interface Explanation {
  readonly title: TextKey;
  readonly what: TextKey;
  readonly safe: TextKey;
  readonly next: readonly TextKey[];
}

/** What keeps a vault shut although the right person stands before it. */
const EXPLANATIONS = {
  vault_damaged: {
    title: 'vault.damagedDatabase',
    what: 'vault.damagedText',
    safe: 'vault.damagedSafe',
    next: ['vault.damagedNext1', 'vault.damagedNext2', 'vault.damagedNext3'],
  },
  vault_newer: {
    title: 'vault.newerTitle',
    what: 'vault.newerText',
    safe: 'vault.newerSafe',
    next: ['vault.newerNext1', 'vault.newerNext2'],
  },
  folder_read_only: {
    title: 'vault.readOnlyTitle',
    what: 'vault.readOnlyText',
    safe: 'vault.readOnlySafe',
    next: ['vault.readOnlyNext1', 'vault.readOnlyNext2'],
  },
  disk_full: {
    title: 'vault.fullTitle',
    what: 'vault.fullText',
    safe: 'vault.fullSafe',
    next: ['vault.fullNext1', 'vault.fullNext2'],
  },
  vault_busy: {
    title: 'vault.busyTitle',
    what: 'vault.busyText',
    safe: 'vault.busySafe',
    next: ['vault.busyNext1', 'vault.busyNext2'],
  },
} as const satisfies Partial<Record<Failure['code'], Explanation>>;

type BlockingCode = keyof typeof EXPLANATIONS;

/** True for failures that no other passphrase would mend. */
export function isBlocking(failure: Failure): failure is Failure & { code: BlockingCode } {
  return Object.hasOwn(EXPLANATIONS, failure.code);
}

/** A vault that cannot be opened as things are: what happened, what is safe, what to do. */
export function BlockedVault({
  status,
  failure,
  onRetry,
  onRestore,
}: {
  status: VaultStatus;
  failure: { readonly code: BlockingCode; readonly details: Failure['details'] };
  onRetry: () => void;
  onRestore?: () => void;
}) {
  const text = useText();
  const { title, what, safe, next }: Explanation = EXPLANATIONS[failure.code];
  const ofVaultFile = failure.code === 'vault_damaged' && failure.details.part === 'vault_file';
  return (
    <Explained
      status={status}
      title={text(ofVaultFile ? 'vault.damagedVaultFile' : title)}
      what={text(what, { version: status.version })}
      safe={text(safe)}
      next={next.map((step) => text(step))}
      onRetry={onRetry}
      actions={
        onRestore && failure.code === 'vault_damaged' ? (
          <Button onClick={onRestore}>{text('vault.restoreLink')}</Button>
        ) : null
      }
    />
  );
}
