import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/i18n.ts';
import { type Selection, SelectionFrame } from '../ui/selection.tsx';
import { May } from './may.tsx';

/** Offers to change what is chosen in a list together; `children` is what else can be done with it. */
export function ChangeBar<RecordId extends string>({
  selection,
  search,
  change,
  dialog,
  children,
}: {
  selection: Selection<{ readonly id: RecordId }>;
  search: string;
  change: 'model.updateMany' | 'contract.updateMany';
  dialog: (dialog: {
    selection: { readonly ids: RecordId[] } | { readonly search: string };
    onClose: () => void;
    onDone: () => void;
  }) => ReactNode;
  children?: ReactNode;
}) {
  const text = useText();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <SelectionFrame selection={selection}>
        <May change={change}>
          <Button onClick={() => setChanging(true)}>{text('many.change')}</Button>
        </May>
        {children}
      </SelectionFrame>
      {changing
        ? dialog({
            selection: selection.all ? { search } : { ids: selection.rows.map(({ id }) => id) },
            onClose: () => setChanging(false),
            onDone: selection.clear,
          })
        : null}
    </>
  );
}
