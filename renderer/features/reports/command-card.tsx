import { Box, Button, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../bridge/queries.ts';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { useNotice } from '../../ui/notices.tsx';
import { paint } from '../../ui/paint.ts';

/** What holds for every file that leaves. */
export function SignedCard() {
  const text = useText();
  return (
    <Card title={text('reports.signed.title')}>
      <Typography sx={{ color: paint.muted }}>{text('reports.signed.text')}</Typography>
    </Card>
  );
}

/** The one call for a scheduler, with this vault's folder in it. */
export function CommandCard() {
  const text = useText();
  const notice = useNotice();
  const { data: status } = useQuery(orpc.vault.status.queryOptions());
  if (!status) return null;
  const command = `medsteward publish --vault ${quoted(status.folder)} --user NAME --passphrase-file FILE`;
  const copy = () =>
    navigator.clipboard.writeText(command).then(
      () => notice({ text: text('reports.command.copied') }),
      () => undefined,
    );
  return (
    <Card title={text('reports.command.title')}>
      <Typography sx={{ color: paint.muted }}>{text('reports.command.text')}</Typography>
      <Box
        component="pre"
        // A box that scrolls has to be reached by the keyboard.
        tabIndex={0}
        sx={{
          margin: '10px 0',
          padding: '10px 12px',
          border: `1px solid ${paint.line}`,
          borderRadius: '7px',
          fontSize: 12,
          lineHeight: '18px',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {command}
      </Box>
      <Button size="small" onClick={() => void copy()}>
        {text('reports.command.copy')}
      </Button>
      <Typography variant="body2" sx={{ color: paint.muted, marginTop: '10px' }}>
        {text('reports.command.guide')}
      </Typography>
    </Card>
  );
}

/** A path as the shell of its system takes it for one word. */
function quoted(path: string): string {
  if (/^[\w./:@%+-]+$/.test(path)) return path;
  return /^[a-z]:\\|^\\\\/i.test(path) ? `"${path}"` : `'${path.replaceAll("'", `'\\''`)}'`;
}
