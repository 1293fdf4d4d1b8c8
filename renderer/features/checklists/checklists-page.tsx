import { useText } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';

/** Not built yet. */
export function ChecklistsPage() {
  const text = useText();
  return <Page title={text('checklists.title')}>{null}</Page>;
}
