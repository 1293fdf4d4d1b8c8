import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Moment } from '../../ui/change-history.tsx';
import { paint } from '../../ui/paint.ts';
import { TextDifference } from '../../ui/text-difference.tsx';
import { useProposalText } from './clause-words.ts';
import type { ClauseVersion } from './types.ts';

/** Every version, newest first, with what it changed of the one before. */
export function Versions({ versions }: { versions: readonly ClauseVersion[] }) {
  const text = useText();
  return (
    <Box sx={{ display: 'grid', gap: '18px' }}>
      {versions.map((version, index) => {
        const before = versions[index + 1];
        return (
          <Card key={version.version} title={text('clauses.page.version', { version: version.version })}>
            <Box sx={{ display: 'grid', gap: '12px' }}>
              <Box sx={{ color: paint.muted, fontSize: 12.5 }}>
                {version.createdBy}, <Moment at={version.createdAt} />
                {version.contracts > 0 ? `. ${text('clauses.page.comparedWith', { count: version.contracts })}` : ''}
              </Box>
              {before ? (
                <Changes before={before} after={version} />
              ) : (
                <>
                  <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{version.text}</Box>
                  <Box sx={{ color: paint.muted }}>{text('clauses.page.first')}</Box>
                </>
              )}
            </Box>
          </Card>
        );
      })}
    </Box>
  );
}

function Changes({ before, after }: { before: ClauseVersion; after: ClauseVersion }) {
  const text = useText();
  const proposalText = useProposalText();
  const proposals = (version: ClauseVersion) => version.commitments.map(proposalText).join('\n');
  const parts: readonly (readonly [name: string, old: string, fresh: string])[] = [
    [text('clauses.page.guidanceChanged'), before.guidance ?? '', after.guidance ?? ''],
    [text('clauses.page.sourceChanged'), before.source ?? '', after.source ?? ''],
    [text('clauses.page.proposalsChanged'), proposals(before), proposals(after)],
  ];
  return (
    <>
      <Part name={text('clauses.page.changes', { from: before.version })}>
        {before.text === after.text ? (
          <Box sx={{ color: paint.muted }}>{text('clauses.page.sameWords')}</Box>
        ) : (
          <TextDifference before={before.text} after={after.text} />
        )}
      </Part>
      {parts.map(([name, old, fresh]) =>
        old === fresh ? null : (
          <Part key={name} name={name}>
            <TextDifference before={old} after={fresh} />
          </Part>
        ),
      )}
    </>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Box>
      <Typography variant="h3" sx={{ marginBottom: '4px' }}>
        {name}
      </Typography>
      {children}
    </Box>
  );
}
