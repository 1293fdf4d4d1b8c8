import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useNumber, useText, useWords } from '../../../i18n/i18n.ts';
import { Card } from '../../../ui/card.tsx';
import { paint } from '../../../ui/paint.ts';
import { Tag } from '../../../ui/status-tag.tsx';
import { TextDifference } from '../../../ui/text-difference.tsx';
import { useFieldValue } from './control-words.ts';
import type { Difference, TemplateControl } from './types.ts';

type Shown = Pick<Difference, 'added' | 'removed' | 'changed' | 'same'>;

/** What one edition has that the other has not, question by question, with the two editions beside one another. */
export function DifferenceView({
  difference,
  names,
}: {
  difference: Shown;
  /** Of the two editions, as the columns are headed. */
  names: { readonly before: string; readonly after: string };
}) {
  const text = useText();
  const number = useNumber();
  const { added, removed, changed, same } = difference;
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box role="status" sx={{ display: 'flex', gap: '8px', flexWrap: 'wrap', alignItems: 'center' }}>
        <Tag tone={added.length > 0 ? 'ok' : 'unk'}>{text('templates.difference.added', { count: added.length })}</Tag>
        <Tag tone={removed.length > 0 ? 'end' : 'unk'}>
          {text('templates.difference.removed', { count: removed.length })}
        </Tag>
        <Tag tone={changed.length > 0 ? 'near' : 'unk'}>
          {text('templates.difference.changed', { count: changed.length })}
        </Tag>
        <Box component="span" sx={{ color: paint.muted }}>
          {text('templates.difference.same', { count: same, amount: number(same) })}
        </Box>
      </Box>
      {changed.length > 0 ? (
        <Card title={text('templates.difference.changedTitle')} flush>
          {changed.map((change) => (
            <ChangedControl key={change.code} change={change} names={names} />
          ))}
        </Card>
      ) : null}
      <Controls title={text('templates.difference.addedTitle')} controls={added} />
      <Controls title={text('templates.difference.removedTitle')} controls={removed} />
    </Box>
  );
}

/** Fields that people write; of the others the two values say it all. */
const WRITTEN: ReadonlySet<string> = new Set([
  'sectionTitle',
  'title',
  'question',
  'redFlagRule',
  'evidenceHints',
  'mds2',
  'references',
]);

function ChangedControl({
  change: { code, before, after, fields },
  names,
}: {
  change: Difference['changed'][number];
  names: { readonly before: string; readonly after: string };
}) {
  const words = useWords();
  const shownValue = useFieldValue();
  return (
    <Box component="article" aria-label={code} sx={{ padding: '12px 16px', borderTop: `1px solid ${paint.line}` }}>
      <Name control={after} />
      <Table size="small" sx={{ tableLayout: 'fixed', marginTop: '4px', '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 150, paddingLeft: 0 }} />
            <TableCell>{names.before}</TableCell>
            <TableCell>{names.after}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((field) => {
            const [old, fresh] = [shownValue(before, field), shownValue(after, field)];
            return (
              <TableRow key={field} sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
                <TableCell component="th" scope="row" sx={{ paddingLeft: 0, color: paint.muted, fontWeight: 400 }}>
                  {words.t(`template.field.${field}`)}
                </TableCell>
                <TableCell sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{old}</TableCell>
                <TableCell sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {WRITTEN.has(field) && old !== '' ? <TextDifference before={old} after={fresh} /> : fresh}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  );
}

function Controls({ title, controls }: { title: string; controls: readonly TemplateControl[] }) {
  const words = useWords();
  if (controls.length === 0) return null;
  return (
    <Card title={title} flush>
      {controls.map((control) => (
        <Box key={control.code} sx={{ padding: '12px 16px', borderTop: `1px solid ${paint.line}` }}>
          <Name control={control} />
          <Box sx={{ color: paint.muted, overflowWrap: 'anywhere' }}>{control.question}</Box>
          <Box sx={{ color: paint.muted, fontSize: 12.5, marginTop: '4px' }}>
            {control.sectionTitle}, {words.t(`weight.${control.weight}`)}
          </Box>
        </Box>
      ))}
    </Card>
  );
}

function Name({ control: { code, title } }: { control: TemplateControl }) {
  return (
    <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
      <Box component="span" sx={{ color: paint.muted, marginRight: '7px' }}>
        {code}
      </Box>
      {title}
    </Box>
  );
}
