/**
 * Text of a file as it may be shown: one line, without control characters and without marks that turn letters round, cut to
 * `limit` UTF-16 units. Null when nothing is left.
 */
export function shownLine(text: string | null | undefined, limit: number): string | null {
  const plain = withoutMarks(text?.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '))
    .replace(/ {2,}/g, ' ')
    .trim();
  return cut(plain, limit) || null;
}

/** Like {@link shownLine} with its line ends, which become LF. */
export function shownText(text: string | null | undefined, limit: number): string | null {
  const plain = withoutMarks(
    text
      ?.replace(/\r\n?|[\u0085\p{Zl}\p{Zp}]/gu, '\n')
      .replace(/\t/g, ' ')
      .replace(/[^\P{Cc}\n]/gu, ''),
  ).trim();
  return cut(plain, limit) || null;
}

function withoutMarks(text: string | undefined): string {
  return (text ?? '').toWellFormed().replace(/\p{Cf}/gu, '');
}

/** Never through the middle of a character. */
function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
