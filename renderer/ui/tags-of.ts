/** Asset tags out of whatever was pasted: one a line, or with commas, semicolons, tabs or spaces between them; each once. */
export function tagsOf(pasted: string): readonly string[] {
  const separator = /[\n;,\t]/.test(pasted.trim()) ? /[\r\n;,\t]+/ : /\s+/;
  const tags = pasted.split(separator).map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'));
  return [...new Set(tags.filter((tag) => tag !== '' && tag.length <= 100))];
}

/** Tags that are taken at once. */
export const MOST_PASTED_TAGS = 10_000;
