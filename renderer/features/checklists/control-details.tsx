import { Box } from '@mui/material';
import { useText } from '../../i18n/i18n.ts';
import { KeyValues } from '../../ui/key-values.tsx';
import { paint } from '../../ui/paint.ts';
import type { ChecklistControl } from './types.ts';

/** What stands behind a question: evidence that counts, when it raises a flag, and every reference. */
export function ControlDetails({
  control,
  lines,
}: {
  control: Pick<ChecklistControl, 'references' | 'evidenceHints' | 'redFlagRule'>;
  lines: readonly string[];
}) {
  const text = useText();
  const marked = control.references.some(({ status }) => status !== 'confirmed');
  return (
    <Box
      sx={{
        marginTop: '8px',
        padding: '10px 12px',
        borderRadius: '8px',
        backgroundColor: paint.bg,
        fontSize: 12.5,
        lineHeight: '18px',
      }}
    >
      <KeyValues
        keyWidth={132}
        items={[
          [text('checklists.control.evidenceWanted'), <Lines key="evidence" lines={control.evidenceHints} />],
          [text('checklists.control.flagRule'), control.redFlagRule],
          [text('checklists.control.references'), <Lines key="references" lines={lines} />],
        ]}
      />
      {marked ? <Box sx={{ color: paint.muted, marginTop: '6px' }}>{text('checklists.control.marks')}</Box> : null}
    </Box>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </Box>
  );
}
