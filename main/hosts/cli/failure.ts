import { traceOf } from '../../app/trace.ts';
import { AppError, ERRORS, type ErrorCode } from '../../domain/error.ts';
import { en } from '../../words/en.ts';
import type { WordKey, WordParameters, Words } from '../../words/words.ts';
import { note } from './output.ts';

/** A failure as the command line tells it. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exit: number;
}

/** An input of which several parts do not fit; each is named in the details. */
export class ManyProblems extends AppError {
  readonly problems: readonly object[];

  constructor(details: AppError['details'], problems: readonly object[]) {
    super('input_refused', details);
    this.problems = problems;
  }
}

/** What went wrong, in words and as data. `folder` is the vault's, for texts that name it. */
export function describeFailure(error: unknown, words: Words, folder: string): Failure {
  if (!(error instanceof AppError)) {
    note(`medsteward: ${traceOf(error)}`);
    return { code: 'unforeseen', message: words.t('error.unforeseen'), details: {}, exit: ERRORS.unforeseen.exit };
  }
  const { code, details } = error;
  return {
    code,
    message: message(error, words, folder),
    details: error instanceof ManyProblems ? { ...details, problems: error.problems } : details,
    exit: ERRORS[code].exit,
  };
}

function message({ code, details }: AppError, words: Words, folder: string): string {
  const parameters = { folder, ...parametersOf(details) };
  const problem = String(details.problem ?? '');
  if (code === 'usage') {
    const key = problem as keyof typeof en.usage;
    return words.t(`usage.${key in en.usage ? key : 'command_missing'}`, parameters);
  }
  if (code === 'not_found' && details.noun === 'edit' && (details.id === 'undo' || details.id === 'redo'))
    return words.t(`error.nothing_to_${details.id}`);
  if (code === 'already_exists' && details.field === 'register') return words.t('error.register_not_empty', parameters);
  return words.t(`error.${code}`, { ...parameters, why: why(problem, parameters, words) });
}

/** The clause that says why an input or a file was refused. */
function why(problem: string, parameters: WordParameters, words: Words): string {
  if (problem === 'invalid' && !parameters.field) return words.t('refused.invalid_input');
  const catalogue: readonly (readonly [object, string])[] = [
    [en.refused, 'refused'],
    [en.importFile, 'importFile'],
    [en.answerProblem, 'answerProblem'],
  ];
  for (const [group, name] of catalogue) {
    // A key with plural forms is there only with their endings.
    if (problem in group || `${problem}_other` in group) {
      return words.t(`${name}.${problem}` as WordKey, parameters).replace(/\.$/, '');
    }
  }
  return problem.replaceAll('_', ' ');
}

/** The facts of a failure as parameters of a text. */
function parametersOf(details: AppError['details']): WordParameters {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'number' ? value : String(value ?? '')]),
  );
}
