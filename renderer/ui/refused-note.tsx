import { IMPORT_FILE_ERROR_CODES } from '../../main/domain/import/problems.ts';
import { useNumber, useText, useWords } from '../i18n/i18n.ts';
import { ErrorNote, Note, type ShownFailure } from './error-state.tsx';

/** Why a file cannot be taken in, and what to do; any other failure as it is. */
export function RefusedNote({ fileName, failure, next }: { fileName: string; failure: ShownFailure; next: string }) {
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
      <strong>{text('records.refused', { file: fileName })}</strong> {words.t(`importFile.${code}`, details)}. {next}
    </Note>
  );
}
