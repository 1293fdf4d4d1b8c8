import { IMPORT_FILE_ERROR_CODES } from '../../../main/domain/import/problems.ts';
import type { Failure } from '../../bridge/failure.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorNote, Note } from '../../ui/error-state.tsx';

/** Why a bill of materials cannot be taken in. */
export function RefusedBill({ fileName, failure }: { fileName: string; failure: Failure }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  const code = IMPORT_FILE_ERROR_CODES.find((one) => one === failure.details.problem);
  if (failure.code !== 'file_refused' || code === undefined) return <ErrorNote failure={failure} />;
  const details = Object.fromEntries(
    Object.entries(failure.details).map(([key, value]) => [
      key,
      typeof value === 'number' ? number(value) : String(value),
    ]),
  );
  return (
    <Note tone="end" role="alert">
      <strong>{text('models.sbom.refused', { file: fileName })}</strong> {words.t(`importFile.${code}`, details)}.{' '}
      {text('models.sbom.refusedNext')}
    </Note>
  );
}
