import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { MDS2_SECTIONS } from '../../../main/domain/mds2/form.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import { type StatementLine, useMds2Text } from './mds2-text.ts';

/** The rows of a statement by their sections, as the form orders them. */
export function StatementSections({ lines }: { lines: readonly StatementLine[] }) {
  const words = useWords();
  const sections = MDS2_SECTIONS.map((section) => ({
    section,
    rows: lines.filter((line) => line.section === section),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Box sx={{ display: 'grid', gap: '18px', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {sections.map(({ section, rows }) => {
        const title = `${words.t(`mds2.section.${section}`)} (${section})`;
        return (
          <Card key={section} title={title} flush>
            <LineTable title={title} lines={rows} />
          </Card>
        );
      })}
    </Box>
  );
}

function LineTable({ title, lines }: { title: string; lines: readonly StatementLine[] }) {
  const text = useText();
  const { row } = useMds2Text();
  return (
    <Table size="small" aria-label={title} sx={{ tableLayout: 'fixed', '& td, & th': { verticalAlign: 'top' } }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 104 }}>{text('mds2.page.row')}</TableCell>
          <TableCell>{text('mds2.page.question')}</TableCell>
          <TableCell sx={{ width: '19%' }}>{text('mds2.page.answer')}</TableCell>
          <TableCell sx={{ width: '27%' }}>{text('mds2.page.remark')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => {
          const name = row(line.identifier);
          return (
            <TableRow key={line.identifier} sx={{ '&:last-child td, &:last-child th': { borderBottom: 0 } }}>
              <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap', color: paint.muted, fontWeight: 400 }}>
                {line.identifier}
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>
                {name === '' ? line.question : name}
                {name !== '' && line.question && line.question !== name ? (
                  <Box sx={{ color: paint.muted, fontSize: 12.5, lineHeight: '17px' }}>{line.question}</Box>
                ) : null}
              </TableCell>
              {/* A text needs the room, and has no remark beside it. */}
              <TableCell colSpan={isPlainText(line) ? 2 : 1} sx={{ overflowWrap: 'anywhere' }}>
                <LineAnswer line={line} />
              </TableCell>
              {isPlainText(line) ? null : (
                <TableCell sx={{ overflowWrap: 'anywhere' }}>
                  <LineRemark line={line} />
                </TableCell>
              )}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function isPlainText({ answer, note, noteNumbers }: StatementLine): boolean {
  return answer === 'text' && note === null && noteNumbers.length === 0;
}

/** The answer; a free text is itself, and what is no answer says so quietly. */
export function LineAnswer({ line }: { line: Pick<StatementLine, 'answer' | 'remark' | 'raw'> }) {
  const words = useWords();
  const { answer, remark, raw } = line;
  if (answer === 'text') return <>{remark ?? raw}</>;
  const quiet = answer === 'not_applicable' || answer === 'blank';
  return (
    <Box component="span" sx={quiet ? { color: paint.muted } : { fontWeight: 600 }}>
      {words.t(`mds2.answer.${answer}`)}
    </Box>
  );
}

/** What the vendor wrote beside an answer, and the notes that it points to. */
export function LineRemark({ line }: { line: Pick<StatementLine, 'answer' | 'remark' | 'note' | 'noteNumbers'> }) {
  const text = useText();
  const { answer, remark, note, noteNumbers } = line;
  const remarks = answer === 'text' ? null : remark;
  if (remarks === null && note === null && noteNumbers.length === 0) return null;
  return (
    <Box sx={{ display: 'grid', gap: '3px', whiteSpace: 'pre-wrap' }}>
      {remarks === null ? null : <span>{remarks}</span>}
      {noteNumbers.length === 0 ? null : (
        <Box component="span" sx={{ color: paint.muted, fontSize: 12.5 }}>
          {text('mds2.page.note', { number: noteNumbers.join(', ') })}
        </Box>
      )}
      {note === null ? null : <span>{note}</span>}
    </Box>
  );
}
