import { Box, Button, Checkbox, FormControlLabel, FormHelperText, MenuItem, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { HEADING_LANGUAGES, type ImportNoun } from '../../../main/domain/import/headings.ts';
import { orpc } from '../../bridge/queries.ts';
import { useNumber, useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { type DateOrder, type ImportResult, MATCHES, type Match } from './types.ts';

const DELIMITERS: Readonly<Record<string, 'semicolon' | 'comma' | 'tab' | 'bar'>> = {
  ';': 'semicolon',
  ',': 'comma',
  '\t': 'tab',
  '|': 'bar',
};

/** What was found out about the file, and by what its rows meet the devices that are there. */
export function ReadCard({
  result,
  noun,
  file,
  fillTags,
  onMatch,
  onFillTags,
  onHeadings,
  onDateOrder,
}: {
  result: ImportResult;
  noun: ImportNoun;
  file: File;
  fillTags: boolean;
  onMatch: (match: Match) => void;
  onFillTags: (fillTags: boolean) => void;
  /** Chooses the row of headings by hand. */
  onHeadings: () => void;
  onDateOrder: (order: DateOrder) => void;
}) {
  const text = useText();
  const number = useNumber();
  const { format, encoding, delimiter, decimal, language, headerRow, workbook, match, dateOrderShown } = result.file;
  const separator = DELIMITERS[delimiter ?? ''];
  const known = [...HEADING_LANGUAGES, 'mixed' as const].find((one) => one === language);
  return (
    <Card title={text('imports.check.read')}>
      <KeyValues
        keyWidth={124}
        items={[
          [
            text('imports.check.size'),
            number(file.size / 1000, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }),
          ],
          [text('imports.check.rows'), number(result.read)],
          ...(format === 'openeox'
            ? // Of a document of a standard nothing had to be found out.
              [[text('imports.check.kind'), 'OpenEoX'] as const]
            : ([
                ...(workbook === null
                  ? ([
                      [text('imports.check.encoding'), (encoding ?? '').toUpperCase().replace('WINDOWS', 'Windows')],
                      [text('imports.check.delimiter'), separator ? text(`imports.delimiter.${separator}`) : delimiter],
                    ] as const)
                  : ([
                      [text('imports.check.kind'), workbook.format.toUpperCase()],
                      [text('imports.check.sheet'), workbook.sheet],
                    ] as const)),
                [text('imports.check.decimal'), text(`imports.decimal.${decimal}`)],
                ...(dateOrderShown === null
                  ? []
                  : [
                      [
                        text('imports.check.dates'),
                        <>
                          {text(`imports.check.dateOrderShown.${dateOrderShown}`)}{' '}
                          <Small onClick={() => onDateOrder(dateOrderShown === 'dmy' ? 'mdy' : 'dmy')}>
                            {text('imports.check.otherOrder')}
                          </Small>
                        </>,
                      ] as const,
                    ]),
                [text('imports.check.language'), known ? text(`imports.language.${known}`) : language],
                [
                  text('imports.check.headerRow'),
                  <>
                    {number(headerRow)} <Small onClick={onHeadings}>{text('imports.headings.another')}</Small>
                  </>,
                ],
              ] as const)),
        ]}
      />
      {noun === 'devices' ? (
        <Box sx={{ marginTop: '16px' }}>
          <TextField
            select
            label={text('imports.check.match')}
            helperText={text('imports.check.matchHelp')}
            value={match}
            onChange={(event) => onMatch(MATCHES.find((one) => one === event.target.value) ?? 'tag')}
          >
            {MATCHES.map((one) => (
              <MenuItem key={one} value={one}>
                {text(`imports.check.matchBy.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          <FillTags fillTags={fillTags} onFillTags={onFillTags} />
        </Box>
      ) : null}
    </Card>
  );
}

/** Whether devices without a tag get the next one. */
function FillTags({ fillTags, onFillTags }: { fillTags: boolean; onFillTags: (fillTags: boolean) => void }) {
  const text = useText();
  const rules = useQuery(orpc.device.tagRules.queryOptions());
  const none = rules.data?.rules.length === 0;
  return (
    <Box sx={{ marginTop: '10px' }}>
      <FormControlLabel
        control={<Checkbox checked={fillTags} onChange={(event) => onFillTags(event.target.checked)} />}
        disabled={none}
        label={text('imports.check.fillTags')}
      />
      {none ? <FormHelperText sx={{ marginTop: 0 }}>{text('imports.check.noPattern')}</FormHelperText> : null}
    </Box>
  );
}

/** A way out of what was found out, beside it. */
function Small({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button variant="text" color="primary" onClick={onClick} sx={{ padding: '0 4px', minWidth: 0 }}>
      {children}
    </Button>
  );
}
