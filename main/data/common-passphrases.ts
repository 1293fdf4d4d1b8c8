/**
 * The 49,233 most common passwords, for {@link PassphraseRules.isCommon}; all in small letters. They are read when they
 * are first asked for: whoever only unlocks never needs them.
 */
export async function commonPassphrases(): Promise<(folded: string) => boolean> {
  list ??= load();
  const common = await list;
  return (folded) => common.has(folded);
}

let list: Promise<ReadonlySet<string>> | null = null;

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
