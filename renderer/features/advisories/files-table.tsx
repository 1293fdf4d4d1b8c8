import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { problemText } from '../../../main/words/advisory.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { type FileResult, OUTCOME_TONES } from './types.ts';
import { Changes } from './versions-card.tsx';

const SHOWN = 100;
/** What needs a look comes first. */
const ORDER = ['refused', 'updated', 'created', 'older', 'unchanged'] as const;

/** What becomes of each file, and what a person should know of it. */
export function FilesTable({ files, label }: { files: readonly FileResult[]; label: string }) {
  const text = useText();
  const number = useNumber();
  const [all, setAll] = useState(false);
  const sorted = files.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return (
    <Card flush>
      <Box tabIndex={0} role="region" aria-label={label} sx={{ overflowX: 'auto' }}>
        <Table
          size="small"
          sx={{
            '& tbody tr:last-child > *': { borderBottom: 0 },
            '& td, & th': { padding: '8px 14px', verticalAlign: 'top' },
          }}
        >
          <TableHead>
            <TableRow>
              <TableCell>{text('advisories.take.column.what')}</TableCell>
              <TableCell>{text('advisories.take.column.became')}</TableCell>
              <TableCell>{text('advisories.take.column.notes')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {sorted.slice(0, all ? undefined : SHOWN).map((file, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: files of several folders may share a name and never move
              <FileLine key={index} file={file} />
            ))}
          </TableBody>
        </Table>
      </Box>
      {sorted.length > SHOWN && !all ? (
        <Box sx={{ padding: '10px 14px' }}>
          <Button size="small" onClick={() => setAll(true)}>
            {text('advisories.take.all', { amount: number(sorted.length) })}
          </Button>
        </Box>
      ) : null}
    </Card>
  );
}

function FileLine({ file }: { file: FileResult }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const { advisory, catalogue, outcome, changes, problems, hash, created, updated } = file;
  const shown = outcome === 'updated' && advisory !== null;
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere', maxWidth: 420 }}>
        {advisory ? (
          <>
            {advisory.id ? (
              <Link component={RouterLink} to={`/advisories/${advisory.id}`} sx={{ fontWeight: 550 }}>
                {advisory.title}
              </Link>
            ) : (
              <Box sx={{ fontWeight: 550 }}>{advisory.title}</Box>
            )}
            <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
              {advisory.trackingId}, {advisory.publisher},{' '}
              {advisory.knownVersion !== null && shown
                ? text('advisories.take.versionTo', { from: advisory.knownVersion, to: advisory.version })
                : text('advisories.take.version', { to: advisory.version })}
            </Box>
          </>
        ) : null}
        {catalogue ? (
          <>
            <Box sx={{ fontWeight: 550 }}>{words.t('advisory.kind.kev')}</Box>
            <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
              {text('advisories.take.entries', {
                entries: number(catalogue.entries),
                day: words.day(catalogue.asOf),
                created: number(created),
                updated: number(updated),
              })}
            </Box>
          </>
        ) : null}
        <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
          {file.file}
          {hash === 'matched' ? `, ${text('advisories.take.checked')}` : ''}
        </Box>
      </TableCell>
      <TableCell>
        <Tag tone={OUTCOME_TONES[outcome]}>{words.t(`advisory.outcome.${outcome}`)}</Tag>
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        {shown ? <Changes changes={changes} /> : null}
        {problems.map((problem) => (
          <Box key={problem.code} sx={problem.severity === 'note' ? { color: paint.muted } : undefined}>
            {problemText(problem, words)}
          </Box>
        ))}
      </TableCell>
    </TableRow>
  );
}
