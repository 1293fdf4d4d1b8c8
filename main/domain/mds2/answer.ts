/** What an answer of a statement comes to (domain.md 4.2, rule 5). `text` is a row of free text, or an answer that nobody understood. */
export const MDS2_ANSWERS = ['yes', 'no', 'not_applicable', 'see_note', 'text', 'blank'] as const;
export type Mds2AnswerWord = (typeof MDS2_ANSWERS)[number];

/** An answer as it was read. `raw` is the cell as it stands in the file. */
export interface Mds2Reply {
  readonly raw: string;
  readonly answer: Mds2AnswerWord;
  /** What was written behind the answer, and the text of a row of free text. */
  readonly remark: string | null;
  /** Numbers of the notes that it points to, each once, rising. */
  readonly notes: readonly number[];
}

/** Longest answer, remark or note that is kept, in characters; more is cut. */
export const MDS2_TEXT_LENGTH = 4000;

const WORDS: readonly (readonly [Exclude<Mds2AnswerWord, 'see_note' | 'text' | 'blank'>, string])[] = [
  ['yes', 'yes|y|ja|oui|si|sí|sì|sim'],
  [
    'not_applicable',
    'not applicable|n ?/ ?a|n\\. ?a\\.?|na|nicht zutreffend|entfällt|sans objet|s\\.?o\\.?|no aplica|non applicabile',
  ],
  ['no', 'no|n|nein|non|não'],
];
/** A word alone, or with something behind a comma, colon, bracket or dash; a longer word also with something behind a blank. */
const ANSWER = WORDS.map(
  ([answer, words]) =>
    [
      answer,
      new RegExp(`^(?:${words})(?:$|\\s*[,;:.(–—-]\\s*(.*)$|(?<=[\\p{L}\\p{N}./]{2})\\s+(.*)$)`, 'isu'),
    ] as const,
);
const NOTE_WORD = '(?:notes?|anm(?:erkung(?:en)?)?\\.?|hinweise?|remarques?|notas?)';
const NUMBER = '(?:#\\s*)?\\d{1,3}';
const NUMBER_LIST = `${NUMBER}(?:\\s*(?:,|;|&|and|und|et|/)\\s*${NUMBER})*`;
const ONLY_NOTE = new RegExp(
  `^(?:(?:please\\s+)?(?:see|siehe|voir|véase|vedi|s\\.|cf\\.?)\\s+)?${NOTE_WORD}(?:\\s*(${NUMBER_LIST}))?[\\s.)]*$`,
  'iu',
);
/** A pointer to notes with more behind it. */
const POINTER = new RegExp(`^(?:please\\s+)?see\\s+${NOTE_WORD}\\s*(?:${NUMBER_LIST})?\\s*[,;:.–—-]*\\s*(.*)$`, 'isu');
const NOTE_INSIDE = new RegExp(`${NOTE_WORD}\\s*(${NUMBER_LIST})`, 'giu');
const ONLY_NUMBERS = new RegExp(`^${NUMBER_LIST}$`, 'u');
const NOTE_HEAD = new RegExp(`^\\s*${NOTE_WORD}\\s*(?:#\\s*)?(\\d{1,3})\\s*[:.)–—-]?\\s*(.*)$`, 'isu');

/**
 * Reads one answer. Yes, No and N/A in several languages, also with a remark behind them; a pointer to a note; blank for
 * nothing and for a line to write on (domain.md 4.2, rules 5 and 6).
 * @param free the row asks for a text, so `No-Name Inc.` is no answer
 */
export function readMds2Answer(text: string, free = false): Mds2Reply {
  const raw = text.length > MDS2_TEXT_LENGTH ? text.slice(0, MDS2_TEXT_LENGTH) : text;
  const bare = tidy(raw);
  if (bare === '') return { raw, answer: 'blank', remark: null, notes: [] };
  if (free) return { raw, answer: 'text', remark: bare, notes: [] };
  if (/^[-–—]+$/.test(bare)) return { raw, answer: 'not_applicable', remark: null, notes: [] };
  const notes = noteNumbers(bare);
  // A line to write on that nobody wrote on, with something behind it.
  if (/^\s*_{2,}/.test(raw)) return { raw, answer: 'blank', remark: ONLY_NOTE.test(bare) ? null : bare, notes };
  if (ONLY_NOTE.test(bare)) return { raw, answer: 'see_note', remark: null, notes };
  for (const [answer, pattern] of ANSWER) {
    const match = pattern.exec(bare);
    if (match === null) continue;
    const remark = tidy(match[1] ?? match[2] ?? '').replace(
      /^\((.*)\)$|^(.*)\)$/su,
      (whole, inside, before) => inside ?? (before?.includes('(') ? whole : before),
    );
    return { raw, answer, remark: remark === '' || ONLY_NOTE.test(remark) ? null : remark, notes };
  }
  const pointer = POINTER.exec(bare);
  if (pointer !== null) {
    const remark = tidy(pointer[1] ?? '');
    return { raw, answer: 'see_note', remark: remark === '' || ONLY_NOTE.test(remark) ? null : remark, notes };
  }
  return { raw, answer: 'text', remark: bare, notes };
}

/** What stands in the column for notes: numbers of notes, or the note itself. */
export function readNoteCell(text: string): { readonly notes: readonly number[]; readonly remark: string | null } {
  const bare = tidy(text).slice(0, MDS2_TEXT_LENGTH);
  if (bare === '' || /^[-–—]+$/.test(bare)) return { notes: [], remark: null };
  if (ONLY_NUMBERS.test(bare)) return { notes: numbersIn(bare), remark: null };
  return { notes: noteNumbers(bare), remark: ONLY_NOTE.test(bare) ? null : bare };
}

/** The number and the text of a note where it is written out; null for anything else. */
export function readNoteHead(text: string): { readonly number: number; readonly text: string } | null {
  const match = NOTE_HEAD.exec(text.slice(0, MDS2_TEXT_LENGTH + 40));
  return match === null ? null : { number: Number(match[1]), text: tidy(match[2] ?? '').slice(0, MDS2_TEXT_LENGTH) };
}

/** Without the blanks, quotes, lines to write on and commas that surround an answer. */
function tidy(text: string): string {
  return text
    .replace(/[\u00a0\s]+/g, ' ')
    .replace(/_{2,}/g, '')
    .replace(/^[\s"“”,;]+|(?<![\s"“”,;])[\s"“”,;]+$/g, '');
}

function noteNumbers(text: string): readonly number[] {
  return unique([...text.matchAll(NOTE_INSIDE)].flatMap((match) => numbersIn(match[1] ?? '')));
}

function numbersIn(text: string): readonly number[] {
  return unique((text.match(/\d+/g) ?? []).map(Number));
}

function unique(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
