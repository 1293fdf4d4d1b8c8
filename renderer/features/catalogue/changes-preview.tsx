import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { releaseEndText } from '../../../main/words/reasons.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import type { CatalogueChanges } from './types.ts';

/** What another catalogue would change: entries, and devices of which the end would be another. */
export function ChangesPreview({ changes }: { changes: CatalogueChanges }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { age, devices, overridesWithoutRelease: lost } = changes;
  const days = { day: words.day(changes.day), known: words.day(changes.known) };
  const figures = [
    ['releases', changes.releases],
    ['added', changes.added],
    ['removed', changes.removed],
    ['changed', changes.changed],
    ['devices', devices.changed],
    ['earlier', devices.earlier],
    ['later', devices.later],
  ] as const;
  return (
    <Box sx={{ display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Note tone={age === 'older' ? 'near' : 'ok'} role="status">
        {text(`catalogue.replace.${age}`, days)}. {age === 'older' ? text('catalogue.replace.olderText') : ''}
      </Note>
      <Box component="dl" sx={{ margin: 0, display: 'flex', gap: '8px 28px', flexWrap: 'wrap' }}>
        {figures.map(([key, amount]) => (
          <div key={key}>
            <Box component="dt" sx={{ color: paint.muted, fontSize: 12.5 }}>
              {text(`catalogue.replace.${key}`)}
            </Box>
            <Box component="dd" sx={{ margin: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
              {number(amount)}
            </Box>
          </div>
        ))}
      </Box>
      {lost > 0 ? (
        <Note tone="plan">{text('catalogue.replace.lost', { count: lost, amount: number(lost) })}</Note>
      ) : null}
      {changes.changed === 0 ? (
        <Box sx={{ color: paint.muted }}>{text('catalogue.replace.nothing')}</Box>
      ) : (
        <ChangeTable changes={changes} />
      )}
    </Box>
  );
}

function ChangeTable({ changes: { changes, changed } }: { changes: CatalogueChanges }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const dates = (end: Parameters<typeof releaseEndText>[0], extension: string | null, moved: boolean) =>
    moved
      ? `${releaseEndText(end, words)}, ${extension ? text('catalogue.replace.extensionTo', { day: extension }) : text('catalogue.replace.noExtension')}`
      : releaseEndText(end, words);
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={text('catalogue.replace.changes')}
      sx={{ overflow: 'auto', maxHeight: 300, border: `1px solid ${paint.line}`, borderRadius: '8px' }}
    >
      <Table stickyHeader size="small" aria-label={text('catalogue.replace.changes')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('catalogue.replace.changes')}</TableCell>
            <TableCell align="right">{text('catalogue.replace.from')}</TableCell>
            <TableCell align="right">{text('catalogue.replace.to')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ key, label, used, securityEnd, paidExtensionEndOn: extension }) => {
            const moved = extension.from !== extension.to;
            const day = (on: typeof extension.from) => on && words.day(on);
            return (
              <TableRow key={key}>
                <TableCell component="th" scope="row" sx={{ fontWeight: used ? 550 : 400 }}>
                  {label} {used ? <Tag tone="plan">{text('catalogue.replace.usedHere')}</Tag> : null}
                </TableCell>
                <TableCell align="right">{dates(securityEnd.from, day(extension.from), moved)}</TableCell>
                <TableCell align="right">{dates(securityEnd.to, day(extension.to), moved)}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {changed > changes.length ? (
        <Box sx={{ padding: '8px 14px', color: paint.muted }}>
          {text('catalogue.replace.more', { amount: number(changed - changes.length) })}
        </Box>
      ) : null}
    </Box>
  );
}
