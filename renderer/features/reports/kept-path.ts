import type { KeptFile } from './types.ts';

/** The path of a file as its system writes it. */
export function pathOf({ folder, fileName }: Pick<KeptFile, 'folder' | 'fileName'>): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? `${folder}${fileName}` : `${folder}${separator}${fileName}`;
}
