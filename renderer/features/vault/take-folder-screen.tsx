import { queryClient } from '../../bridge/queries.ts';
import { TakeFolder } from '../../bridge/take-folder.tsx';
import type { VaultStatus } from '../../bridge/types.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Entrance } from '../../ui/entrance.tsx';

/** Takes an open folder into a vault that was just made. */
export function TakeFolderScreen({ status, onDone }: { status: VaultStatus; onDone: () => void }) {
  const text = useText();
  return (
    <Entrance title={text('folder.take.title')} text={text('folder.take.text')} status={status} width={600}>
      <Card sx={{ '& > div': { padding: '24px' } }}>
        <TakeFolder
          cancelText={text('folder.take.later')}
          onDone={() => {
            void queryClient.invalidateQueries();
            onDone();
          }}
          onCancel={onDone}
        />
      </Card>
    </Entrance>
  );
}
