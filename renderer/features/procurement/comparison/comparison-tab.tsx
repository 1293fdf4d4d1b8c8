import type { ReactElement } from 'react';
import type { CaseId } from '../../../../main/domain/ids.ts';

/** The candidates of a case side by side. */
export function ComparisonTab({ caseId }: { readonly caseId: CaseId }): ReactElement {
  return <section data-case={caseId} />;
}
