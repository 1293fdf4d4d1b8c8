import { Button } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { TemplateId } from '../../../../main/domain/ids.ts';
import { failureOf } from '../../../bridge/failure.ts';
import { orpc } from '../../../bridge/queries.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorNote } from '../../../ui/error-state.tsx';

/** Makes the next edition of a template as a draft; where there is one, leads to it. */
export function NewEdition({
  of: { id, title },
  draft,
  variant = 'outlined',
  onMade,
}: {
  of: { readonly id: TemplateId; readonly title: string };
  draft: TemplateId | null;
  variant?: 'outlined' | 'contained';
  onMade: (id: TemplateId) => void;
}) {
  const text = useText();
  const copy = useMutation(orpc.template.copy.mutationOptions({ onSuccess: (made) => onMade(made.id) }));
  const color = variant === 'contained' ? 'primary' : 'inherit';
  if (draft !== null) {
    return (
      <Button
        component={Link}
        to={`/templates/${draft}`}
        variant={variant}
        color={color}
        aria-label={text('templates.openDraftOf', { title })}
      >
        {text('templates.openDraft')}
      </Button>
    );
  }
  return (
    <>
      {copy.error ? <ErrorNote failure={failureOf(copy.error)} /> : null}
      <Button
        variant={variant}
        color={color}
        loading={copy.isPending}
        aria-label={text('templates.newEditionOf', { title })}
        onClick={() => copy.mutate({ id, title: null })}
      >
        {text('templates.newEdition')}
      </Button>
    </>
  );
}
