import type { ImportNoun } from '../../../main/domain/import/headings.ts';
import { IMPORT_FILE_ERROR_CODES, TABLE_ERROR_CODES } from '../../../main/domain/import/problems.ts';
import type { Failure } from '../../bridge/failure.ts';
import { useNumber, useText, useWords } from '../../i18n/i18n.ts';
import { ErrorNote, Note } from '../../ui/error-state.tsx';

/** Why a file cannot be taken in, and what to do with it. */
export function RefusedFile({ fileName, noun, failure }: { fileName: string; noun: ImportNoun; failure: Failure }) {
  const text = useText();
  const words = useWords();
  const number = useNumber();
  if (failure.code !== 'file_refused') return <ErrorNote failure={failure} />;
  const code = IMPORT_FILE_ERROR_CODES.find((one) => one === failure.details.problem);
  const ofTable = TABLE_ERROR_CODES.find((one) => one === code);
  // An upload is refused before anyone has looked into it for one reason only: its size.
  const tooLarge = failure.details.problem === undefined;
  const details = Object.fromEntries(
    Object.entries(failure.details).map(([key, value]) => [
      key,
      typeof value === 'number' ? number(value) : String(value),
    ]),
  );
  return (
    <Note tone="end" role="alert">
      <strong>{text('imports.refused.title', { file: fileName })}</strong>
      <div>
        {code
          ? words.t(`importFile.${code}`, details)
          : text(tooLarge ? 'imports.refused.tooLarge' : 'imports.refused.unknown')}
        .
      </div>
      <div>
        {text(`imports.refused.next.${ofTable ?? (tooLarge ? 'file_too_large' : 'unknown')}`, {
          noun: words.t(`importNoun.${noun}`).toLowerCase(),
          needed: text(`imports.needed.${noun}`),
        })}
      </div>
      <div>{text('imports.refused.unchanged')}</div>
    </Note>
  );
}
