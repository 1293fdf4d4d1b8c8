import { Box } from '@mui/material';
import { useText, useWords } from '../../i18n/i18n.ts';
import { paint } from '../../ui/paint.ts';
import { hiddenKinds } from './sections.ts';
import type { ChecklistControl } from './types.ts';

/** How many questions are left out, and why. */
export function HiddenLine({ hidden }: { hidden: readonly ChecklistControl[] }) {
  const text = useText();
  const words = useWords();
  if (hidden.length === 0) return null;
  return (
    <Box sx={{ padding: '12px 16px', borderTop: `1px solid ${paint.line}`, color: paint.muted, fontSize: 12.5 }}>
      {text('checklists.page.hidden', {
        count: hidden.length,
        reasons: hiddenKinds(hidden)
          .map((kind) => text('checklists.page.hiddenReason', { kind: words.t(`applicability.${kind}`) }))
          .join(', '),
      })}
    </Box>
  );
}
