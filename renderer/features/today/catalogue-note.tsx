import { Link } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { orpc } from '../../bridge/queries.ts';
import { useText, useWords } from '../../i18n/i18n.ts';
import { Note } from '../../ui/error-state.tsx';

/** Whether the product catalogue is so old that a person should know, and of which day it is. */
export function useOldCatalogue(): { readonly day: string; readonly veryOld: boolean } | null {
  const words = useWords();
  const { data } = useQuery(orpc.catalogue.info.queryOptions());
  if (!data || data.standing === 'current') return null;
  return { day: words.day(data.day), veryOld: data.standing === 'very_old' };
}

/** A quiet line: the dates of others are only as new as the catalogue. */
export function CatalogueNote({ old: { day, veryOld } }: { old: { readonly day: string; readonly veryOld: boolean } }) {
  const text = useText();
  return (
    <Note tone={veryOld ? 'near' : 'plan'}>
      {text(veryOld ? 'catalogue.veryOld' : 'catalogue.old', { day })}{' '}
      <Link component={RouterLink} to="/catalogue" color="inherit">
        {text('catalogue.title')}
      </Link>
    </Note>
  );
}
