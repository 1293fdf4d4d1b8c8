import { Box, Link } from '@mui/material';
import { openDocument } from '../../bridge/documents.ts';
import type { Outputs } from '../../bridge/types.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { paint } from '../../ui/paint.ts';
import type { AdvisoryDetail } from './types.ts';

type Change = Outputs['imports']['advisories']['files'][number]['changes'][number];

/** What a newer version says otherwise, a line a kind of change. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  if (changes.length === 0) return <Box sx={{ color: paint.muted }}>{text('advisories.versions.nothing')}</Box>;
  return (
    <Box component="ul" sx={{ margin: 0, paddingLeft: '18px', overflowWrap: 'anywhere' }}>
      {changes.map(({ code, values, more }) => (
        <li key={code}>
          {words.t(`advisory.change.${code}`)}
          {values.length > 0 ? `: ${values.join(', ')}` : ''}
          {more > 0 ? ` ${text('advisories.versions.more', { amount: number(more) })}` : ''}
        </li>
      ))}
    </Box>
  );
}

/** Versions that were here before, with what the next one changed; and what the publisher says of its own. */
export function VersionsCards({ advisory }: { advisory: AdvisoryDetail }) {
  const text = useText();
  const words = useWords();
  const { revisions, history } = advisory;
  return (
    <>
      <Card title={text('advisories.versions.here')}>
        {revisions.length === 0 ? (
          <Box sx={{ color: paint.muted }}>{text('advisories.versions.none')}</Box>
        ) : (
          <Box component="ol" reversed sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '14px' }}>
            {revisions.map(({ version, releasedOn, replacedOn, documentId, changes }) => (
              <Box component="li" key={`${version} ${documentId}`} sx={{ display: 'grid', gap: '4px' }}>
                <Box sx={{ display: 'flex', gap: '12px', flexWrap: 'wrap', alignItems: 'baseline' }}>
                  <Box sx={{ fontWeight: 600 }}>
                    {text('advisories.versions.replaced', {
                      version,
                      released: releasedOn ? words.day(releasedOn) : '?',
                      day: words.day(replacedOn),
                    })}
                  </Box>
                  <Link component="button" onClick={() => void openDocument(documentId)}>
                    {text('advisories.versions.save')}
                  </Link>
                </Box>
                <Changes changes={changes} />
              </Box>
            ))}
          </Box>
        )}
      </Card>
      {history.length === 0 ? null : (
        <Card title={text('advisories.versions.publisher')}>
          <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '8px' }}>
            {history.toReversed().map(({ number: named, at, summary }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: versions of a publisher may repeat a number and never move
              <Box component="li" key={index} sx={{ overflowWrap: 'anywhere' }}>
                <Box component="span" sx={{ fontWeight: 550 }}>
                  {named}
                </Box>
                <Box component="span" sx={{ color: paint.muted }}>
                  {at ? `, ${words.day(at.slice(0, 10) as never)}` : ''}
                </Box>
                <Box sx={{ whiteSpace: 'pre-wrap' }}>{summary}</Box>
              </Box>
            ))}
          </Box>
        </Card>
      )}
    </>
  );
}
