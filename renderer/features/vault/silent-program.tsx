import { listenNow } from '../../bridge/events.ts';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Explained } from '../../ui/explained.tsx';

/** The program has gone away. Nothing of the vault stays on the screen, because nobody can say any more whether it is open. */
export function SilentProgram({ status }: { status: VaultStatus }) {
  const text = useText();
  return (
    <Explained
      status={status}
      title={text('vault.silentTitle')}
      what={text('vault.silentText')}
      safe={text('vault.silentSafe')}
      next={[text('vault.silentNext1'), text('vault.silentNext2')]}
      onRetry={listenNow}
    />
  );
}
