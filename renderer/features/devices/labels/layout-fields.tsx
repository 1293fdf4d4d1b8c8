import { Box, MenuItem, TextField } from '@mui/material';
import { useState } from 'react';
import type { LabelLayout, LabelPaper } from '../../../../main/domain/label.ts';
import { useText } from '../../../i18n/i18n.ts';

const MEASURES = ['columns', 'rows', 'width', 'height', 'left', 'top', 'gapX', 'gapY'] as const;
type Measure = (typeof MEASURES)[number];
const PAPERS = ['a4', 'letter', 'roll'] as const satisfies readonly LabelPaper[];
/** Of a roll only the size of its labels counts. */
const OF_ROLL: readonly Measure[] = ['width', 'height'];

/** The measures of a sheet that somebody has at hand. A comma is taken for a point. */
export function LayoutFields({ layout, onChange }: { layout: LabelLayout; onChange: (layout: LabelLayout) => void }) {
  const text = useText();
  const [typed, setTyped] = useState<Readonly<Record<Measure, string>>>(
    () => Object.fromEntries(MEASURES.map((name) => [name, String(layout[name])])) as Record<Measure, string>,
  );
  const change = (name: Measure, value: string) => {
    setTyped({ ...typed, [name]: value });
    const number = readMeasure(value, name === 'columns' || name === 'rows');
    if (number !== null) onChange({ ...layout, [name]: number });
  };
  const roll = layout.paper === 'roll';
  return (
    <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: '1fr 1fr' }}>
      <TextField
        select
        label={text('labels.paper')}
        value={layout.paper}
        onChange={(event) => {
          const paper = event.target.value as LabelPaper;
          onChange(
            paper === 'roll'
              ? { ...layout, paper, columns: 1, rows: 1, left: 0, top: 0, gapX: 0, gapY: 0 }
              : { ...layout, paper },
          );
        }}
        sx={{ gridColumn: '1 / -1' }}
      >
        {PAPERS.map((paper) => (
          <MenuItem key={paper} value={paper}>
            {text(`labels.papers.${paper}`)}
          </MenuItem>
        ))}
      </TextField>
      {(roll ? OF_ROLL : MEASURES).map((name) => (
        <TextField
          key={name}
          label={text(`labels.measure.${name}`)}
          value={typed[name]}
          onChange={(event) => change(name, event.target.value)}
          error={readMeasure(typed[name], name === 'columns' || name === 'rows') === null}
          slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }}
        />
      ))}
    </Box>
  );
}

/** A measure of 0 to 500, or a whole number of 1 to 20 in a row and 50 rows; null for anything else. */
function readMeasure(typed: string, whole: boolean): number | null {
  const line = typed.trim().replace(',', '.');
  if (!(whole ? /^\d{1,2}$/ : /^\d{1,3}(\.\d{1,2})?$/).test(line)) return null;
  const number = Number(line);
  return whole ? (number >= 1 && number <= 20 ? number : null) : number <= 500 ? number : null;
}
