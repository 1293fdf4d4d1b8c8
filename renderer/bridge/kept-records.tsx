import { Box, Link } from '@mui/material';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import { nounText } from '../../main/words/history.ts';
import { whatText } from '../../main/words/trash.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { paint } from '../ui/paint.ts';
import type { client } from './client.ts';
import { recordPath } from './record-path.ts';

type Preview = Awaited<ReturnType<typeof client.trash.preview>>;
type Kept = Preview['kept'][number];

/** Kept records and holders that the dialog lists. */
const SHOWN = 8;

/** Records that stay, each with what keeps it; `titled` says first how many, `alone` leaves the name to the dialog's title. */
export function KeptRecords({
  preview: { kept, moreKept },
  titled,
  alone,
}: {
  preview: Preview;
  titled: boolean;
  alone: boolean;
}) {
  const text = useText();
  const number = useNumber();
  if (kept.length === 0) return null;
  const total = kept.length + moreKept;
  const more = total - Math.min(kept.length, SHOWN);
  return (
    <Box>
      {!titled ? null : (
        <Box sx={{ fontWeight: 600, marginBottom: '6px' }}>
          {text('trash.remove.stays', { count: total, amount: number(total) })}
        </Box>
      )}
      <Box sx={{ display: 'grid', gap: '10px' }}>
        {kept.slice(0, SHOWN).map((record) => (
          <KeptRecord key={record.id} record={record} alone={alone} />
        ))}
        {more === 0 ? null : (
          <Box sx={{ color: paint.muted }}>{text('trash.remove.moreKept', { amount: number(more) })}</Box>
        )}
      </Box>
    </Box>
  );
}

function KeptRecord({ record: { title, refusal, holders }, alone }: { record: Kept; alone: boolean }) {
  const text = useText();
  const words = useWords();
  return (
    <Box>
      {alone ? null : <Box sx={{ fontWeight: 550 }}>{title || text('trash.remove.noName')}</Box>}
      {refusal === null ? null : <Box sx={{ color: paint.muted }}>{text(`trash.remove.refusal.${refusal}`)}</Box>}
      {holders.length === 0 ? null : (
        <List title={text('trash.remove.keptBy')}>
          {holders.map(({ what, count, places }) => (
            <li key={what}>
              {whatText(what, count, words)}
              {places.length === 0 ? null : ': '}
              <Places places={places} more={count > Math.min(places.length, SHOWN)} />
            </li>
          ))}
        </List>
      )}
    </Box>
  );
}

/** The records in which people meet what keeps a record, each with a link where it has a page. */
function Places({ places, more }: { places: Kept['holders'][number]['places']; more: boolean }) {
  const text = useText();
  const words = useWords();
  return (
    <>
      {places.slice(0, SHOWN).map(({ noun, id, title }, index) => {
        const path = recordPath(noun, id);
        const label = title ?? nounText(noun, words);
        return (
          <span key={id}>
            {index === 0 ? '' : '; '}
            {path === null ? (
              label
            ) : (
              <Link component={RouterLink} to={path}>
                {label}
              </Link>
            )}
          </span>
        );
      })}
      {more && places.length >= SHOWN ? ` ${text('trash.remove.andMore')}` : ''}
    </>
  );
}

/** What belongs together, below a quiet heading. */
export function List({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Box sx={{ color: paint.muted }}>{title}</Box>
      <Box component="ul" sx={{ margin: '4px 0 0', paddingLeft: '18px' }}>
        {children}
      </Box>
    </>
  );
}
