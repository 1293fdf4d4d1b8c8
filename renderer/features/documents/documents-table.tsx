import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { DocumentId } from '../../../main/domain/ids.ts';
import { nounText } from '../../../main/words/history.ts';
import { whatText } from '../../../main/words/trash.ts';
import { useAttempt } from '../../bridge/attempt.ts';
import type { client } from '../../bridge/client.ts';
import { openDocument } from '../../bridge/documents.ts';
import { recordPath } from '../../bridge/record-path.ts';
import { useMayRemove } from '../../bridge/trash.tsx';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { MomentBy } from '../../ui/change-history.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { paint } from '../../ui/paint.ts';

type KeptDocument = Awaited<ReturnType<typeof client.document.search>>['rows'][number];

/** Uses of a document that a line shows. */
const SHOWN = 3;

/** Documents with what they are, where they are needed, and what can be done with each. */
export function DocumentsTable({
  documents,
  onRemove,
}: {
  documents: readonly KeptDocument[];
  onRemove: (id: DocumentId) => void;
}) {
  const text = useText();
  const words = useWords();
  const mayRemove = useMayRemove('document');
  const { failure, attempt } = useAttempt();
  return (
    <>
      {failure ? (
        <Box sx={{ padding: '12px 16px' }}>
          <ErrorNote failure={failure} />
        </Box>
      ) : null}
      <Table sx={{ '& tbody tr:last-child > *': { borderBottom: 0 }, '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text('documents.column.document')}</TableCell>
            <TableCell>{text('documents.column.kind')}</TableCell>
            <TableCell align="right">{text('documents.column.size')}</TableCell>
            <TableCell>{text('documents.column.needed')}</TableCell>
            <TableCell>{text('documents.column.kept')}</TableCell>
            <TableCell align="right">{text('documents.column.actions')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {documents.map(({ id, title, fileName, kind, datedOn, byteSize, uses, createdAt, createdBy }) => (
            <TableRow key={id}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 400, overflowWrap: 'anywhere' }}>
                <Link
                  component="button"
                  aria-label={text('documents.saveNamed', { title })}
                  onClick={() => void attempt(() => openDocument(id))}
                  sx={{ textAlign: 'left', overflowWrap: 'anywhere', fontWeight: 550 }}
                >
                  {title}
                </Link>
                {fileName === title ? null : (
                  <Typography variant="body2" sx={{ color: paint.muted }}>
                    {fileName}
                  </Typography>
                )}
              </TableCell>
              <TableCell>
                {text(`documents.kind.${kind}`)}
                {datedOn === null ? null : (
                  <Typography variant="body2" sx={{ color: paint.muted, whiteSpace: 'nowrap' }}>
                    {words.day(datedOn)}
                  </Typography>
                )}
              </TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                <Size bytes={byteSize} />
              </TableCell>
              <TableCell sx={{ overflowWrap: 'anywhere' }}>
                <Uses uses={uses} />
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <MomentBy at={createdAt} by={createdBy} />
              </TableCell>
              <TableCell align="right">
                {mayRemove ? (
                  <Button
                    variant="text"
                    size="small"
                    sx={{ marginTop: '-5px' }}
                    aria-label={text('documents.removeNamed', { title })}
                    onClick={() => onRemove(id)}
                  >
                    {text('documents.remove')}
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

/** Bytes as people read them. */
function Size({ bytes }: { bytes: number }) {
  const number = useNumber();
  return bytes < 1_000_000 ? (
    <>{number(Math.max(1, Math.round(bytes / 1000)))} kB</>
  ) : (
    <>{number(Math.round(bytes / 1_000_000))} MB</>
  );
}

function Uses({ uses }: { uses: KeptDocument['uses'] }) {
  const text = useText();
  const words = useWords();
  if (uses.length === 0) return <Box sx={{ color: paint.faint }}>{text('documents.nowhere')}</Box>;
  return (
    <>
      {uses.slice(0, SHOWN).map(({ what, noun, id, title }) => {
        const path = recordPath(noun, id);
        const name = title ?? (noun === null ? whatText(what, 1, words).replace(/^1 /, '') : nounText(noun, words));
        return (
          <div key={`${what} ${id}`}>
            {path === null ? (
              name
            ) : (
              <Link component={RouterLink} to={path}>
                {name}
              </Link>
            )}
          </div>
        );
      })}
      {uses.length > SHOWN ? (
        <Box sx={{ color: paint.muted }}>{text('documents.moreUses', { count: uses.length - SHOWN })}</Box>
      ) : null}
    </>
  );
}
