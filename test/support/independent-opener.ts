import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  sign,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { argon2id } from 'hash-wasm';

// A second program that opens a vault. It is written from docs/vault-format.md and shares nothing with main/: what is fixed
// there (words, orders, contexts) is read from that page, so that page and program cannot part unnoticed.

const DOCUMENT = readFileSync(new URL('../../docs/vault-format.md', import.meta.url), 'utf8');

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The lines of a fenced block of the page. */
export function blockOf(name: string): readonly string[] {
  const found = new RegExp(`^ *\`\`\`${name}\\n([^]*?)^ *\`\`\``, 'm').exec(DOCUMENT);
  if (!found?.[1]) throw new Error(`the page has no block ${name}`);
  return found[1].trimEnd().split('\n');
}

/** The rows of the first table below a heading of the page, cell by cell, without the code marks. */
export function tableBelow(heading: string): readonly (readonly string[])[] {
  const [, below] = DOCUMENT.split(new RegExp(`^#+ ${heading}\\n`, 'm'));
  const table = /(?:^\|.*\n)+/m.exec(below ?? '');
  if (!table) throw new Error(`the page has no table below ${heading}`);
  const rows = table[0].trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')),
  );
}

/** The names of the fields that an object has, in their order. */
export function fieldsOf(heading: string): readonly string[] {
  return tableBelow(heading).map(([name = '']) => name);
}

function word(name: string): string {
  const text = tableBelow('Fixed words').find(([one]) => one === name)?.[1];
  if (text === undefined) throw new Error(`the page has no word ${name}`);
  return text;
}

/** What somebody has in hand. */
export interface Secret {
  readonly kind: string;
  readonly text: string;
  readonly keyFile?: string;
}

/** The vault file as data; nothing is believed of it. */
export class Opener {
  readonly file: Json;

  constructor(text: string) {
    this.file = JSON.parse(text) as Json;
    const sealed = this.#sealedText();
    if (createHash('sha256').update(sealed).digest('hex') !== this.text('checksum')) throw new Error('checksum');
  }

  /** A value of the file by its path, such as `audit.wrap.nonce`. */
  at(path: string, from: Json = this.file): Json {
    return path.split('.').reduce<Json>((value, name) => {
      const next: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
      if (next === undefined) throw new Error(`${path} is not there`);
      return next as Json;
    }, from);
  }

  text(path: string, from?: Json): string {
    const value = this.at(path, from);
    if (typeof value !== 'string') throw new Error(`${path} is no text`);
    return value;
  }

  /** The data key behind the first slot that the secret opens; null when it opens none. */
  async dataKey(secret: Secret): Promise<Buffer | null> {
    for (const slot of this.at('slots') as readonly Json[]) {
      if (this.text('kind', slot) !== secret.kind) continue;
      const dataKey = await this.#open(slot, secret);
      if (dataKey === null) continue;
      const seal = createHmac('sha256', derived(dataKey, word('file')))
        .update(this.#sealedText())
        .digest('hex');
      if (seal !== this.text('seal')) throw new Error('seal');
      return dataKey;
    }
    return null;
  }

  /** The key of the audit log. */
  auditKey(dataKey: Uint8Array): Buffer {
    if (this.at('formatVersion') === 1) return derived(dataKey, word('audit-1'));
    return this.#secret('audit', dataKey);
  }

  /** Signs with the vault's key, after a look whether it is the one that the file names. */
  signature(dataKey: Uint8Array, bytes: Uint8Array): Buffer {
    const raw = this.#secret('signing', dataKey);
    const key = createPrivateKey({ key: der('302e020100300506032b657004220420', raw), format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
    if (publicKey !== this.text('signing.publicKey')) throw new Error('the signing key is not the one of the file');
    return sign(null, bytes, key);
  }

  /** Tells the slots of a name. */
  nameTag(name: string): string {
    const folded = name.normalize('NFKC').trim().toLowerCase();
    const hash = createHmac('sha256', this.text('vaultId'))
      .update(word('name') + folded)
      .digest();
    return hash.subarray(0, 16).toString('base64');
  }

  async #open(slot: Json, { text, keyFile }: Secret): Promise<Buffer | null> {
    const number = (path: string) => Number(this.at(path, slot));
    let under = Buffer.from(
      await argon2id({
        password: text.normalize('NFC'),
        salt: Buffer.from(this.text('kdf.salt', slot), 'base64'),
        memorySize: number('kdf.memoryKiB'),
        iterations: number('kdf.passes'),
        parallelism: number('kdf.lanes'),
        hashLength: 32,
        outputType: 'binary',
      }),
    );
    if (keyFile !== undefined) under = derived(Buffer.concat([under, keyOf(keyFile)]), word('mix'));
    const isOld = !Object.hasOwn(Object(slot), 'publicKey');
    const context = this.#context(slot, isOld ? 'slot-context-1' : 'slot-context');
    const opened = decrypted(this, this.at('wrap', slot), under, context);
    if (isOld || opened === null) return opened;
    const [ephemeral, own] = [this.text('sealed.ephemeral', slot), this.text('publicKey', slot)];
    const agreed = diffieHellman({
      privateKey: createPrivateKey({
        key: der('302e020100300506032b656e04220420', opened),
        format: 'der',
        type: 'pkcs8',
      }),
      publicKey: createPublicKey({ key: der('302a300506032b656e032100', raw(ephemeral)), format: 'der', type: 'spki' }),
    });
    const shared = derived(agreed, word('agreement'), Buffer.concat([raw(ephemeral), raw(own)]));
    return decrypted(this, this.at('sealed', slot), shared, context);
  }

  #context(slot: Json, block: string): string {
    const values = blockOf(block).map((name) => {
      const path = name.trim();
      const value = path === 'vaultId' ? this.at(path) : this.at(path, slot);
      if (path !== 'shares') return String(value);
      return value === null ? '-' : Object.values(value).join(' ');
    });
    return values.join('\n');
  }

  #secret(name: 'signing' | 'audit', dataKey: Uint8Array): Buffer {
    const opened = decrypted(this, this.at(`${name}.wrap`), derived(dataKey, word('secrets')), name);
    if (opened === null) throw new Error(`${name} does not open`);
    return opened;
  }

  #sealedText(): string {
    const { checksum: _checksum, seal: _seal, ...content } = this.file as { readonly [name: string]: Json };
    return JSON.stringify(content);
  }
}

function decrypted(opener: Opener, wrap: Json, under: Uint8Array, context: string): Buffer | null {
  const bytes = (name: string) => raw(opener.text(name, wrap));
  const cipher = createDecipheriv('aes-256-gcm', under, bytes('nonce'), { authTagLength: 16 });
  cipher.setAAD(Buffer.from(context)).setAuthTag(bytes('tag'));
  try {
    return Buffer.concat([cipher.update(bytes('ciphertext')), cipher.final()]);
  } catch {
    return null;
  }
}

function derived(key: Uint8Array, info: string, salt: Uint8Array = Buffer.alloc(0)): Buffer<ArrayBuffer> {
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}

function raw(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}

function der(prefix: string, key: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(prefix, 'hex'), key]);
}

/** The 32 bytes of a key file. */
function keyOf(text: string): Buffer {
  const file = JSON.parse(text) as Record<string, string | number>;
  const fields = fieldsOf('Key file');
  if (Object.keys(file).join() !== fields.join()) throw new Error('fields of the key file');
  const content = Object.fromEntries(fields.slice(0, -1).map((name) => [name, file[name]]));
  if (createHash('sha256').update(JSON.stringify(content)).digest('hex') !== file.checksum)
    throw new Error('checksum of the key file');
  return raw(String(file.key));
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Letters without their check letters. */
function checked(typed: string, kind: 'recovery' | 'share', count: number): string {
  const all = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const letters = all.slice(0, -count);
  const hash = createHash('sha256')
    .update(word(kind) + letters)
    .digest();
  if ([...hash.subarray(0, count)].map((byte) => LETTERS[byte % 32]).join('') !== all.slice(-count))
    throw new Error('check letters');
  return letters;
}

/** The written form of a recovery key, which is the secret. */
export function recoverySecret(typed: string): string {
  const letters = checked(typed, 'recovery', 4);
  return `${letters}${typed.toUpperCase().replace(/[\s-]/g, '').slice(-4)}`.match(/.{6}/g)?.join('-') ?? '';
}

/** The secret behind shares. */
export function sharedSecret(shares: readonly string[]): string {
  const points = shares.map((share) => {
    let bits = '';
    for (const letter of checked(share, 'share', 8)) bits += LETTERS.indexOf(letter).toString(2).padStart(5, '0');
    const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
    return {
      x: bytes[39] ?? 0,
      needed: (bytes[0] ?? 0) >> 4,
      set: bytes.slice(1, 7).join(),
      values: bytes.slice(7, 39),
    };
  });
  const used = points.slice(0, points[0]?.needed);
  if (used.length !== points[0]?.needed || used.some(({ set }) => set !== points[0]?.set)) throw new Error('shares');
  const secret = Array.from({ length: 32 }, (_, at) =>
    used.reduce((sum, one) => {
      const others = used.filter((other) => other !== one);
      const weight = others.reduce((product, { x }) => times(product, over(x, x ^ one.x)), 1);
      return sum ^ times(one.values[at] ?? 0, weight);
    }, 0),
  );
  return Buffer.from(secret).toString('base64');
}

/** In GF(2⁸) with x⁸+x⁴+x³+x+1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    if (b & (1 << bit)) product ^= a << bit;
  }
  for (let bit = 14; bit >= 8; bit -= 1) if (product & (1 << bit)) product ^= 0x11b << (bit - 8);
  return product;
}

function over(a: number, b: number): number {
  const inverse = Array.from({ length: 256 }, (_, n) => n).find((n) => times(n, b) === 1);
  return times(a, inverse ?? 0);
}

export interface EntryRow {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly summary: string;
  readonly previousHash: string;
  readonly hash: string;
}
export type ChangeRow = Readonly<Record<'noun' | 'recordId' | 'before' | 'after', string | null>> & {
  readonly seq: number;
};

/** The hash of the last entry. @throws Error that names the entry which does not fit */
export function walkedChain(entries: readonly EntryRow[], changes: readonly ChangeRow[], key: Uint8Array): string {
  // The block is a template of the text: names stand for values, the inner list is repeated.
  const [template = ''] = blockOf('audit-entry');
  const [, outer = '', inner = ''] = /^\[(.*), \[\[(.*)\], …\]\]$/.exec(template) ?? [];
  let previous = '0'.repeat(64);
  for (const [index, entry] of entries.entries()) {
    const list = changes
      .filter(({ seq }) => seq === entry.seq)
      .map((one) => inner.split(', ').map((name) => Reflect.get(one, name)));
    const text = JSON.stringify([...outer.split(', ').map((name) => Reflect.get(entry, name)), list]);
    const hash = createHmac('sha256', key).update(text).digest('hex');
    const fits = entry.seq === index + 1 && entry.previousHash === previous && entry.hash === hash;
    if (!fits) throw new Error(`audit ${entry.seq}`);
    previous = hash;
  }
  return previous;
}

/** Number of entries and hash of the last, as the head file says. */
export function readHead(
  bytes: Buffer,
  dataKey: Uint8Array,
): { readonly entries: number; readonly hash: string } | null {
  const key = derived(dataKey, word('head'));
  const records = [bytes.subarray(0, 256), bytes.subarray(256, 512)].flatMap((part) => {
    if (part.toString('latin1').trim() === '') return [];
    const { turn, entries, hash, mac } = JSON.parse(part.toString('latin1')) as Record<string, string | number>;
    const expected = createHmac('sha256', key).update([turn, entries, hash].join('\n')).digest('hex');
    return mac === expected ? [{ turn: Number(turn), entries: Number(entries), hash: String(hash) }] : [];
  });
  const newest = records.sort((a, b) => b.turn - a.turn)[0];
  return newest ? { entries: newest.entries, hash: newest.hash } : null;
}

/** A backup in its parts. @throws Error when they do not fit together */
export function readBackup(bytes: Buffer) {
  const [first, second] = [bytes.indexOf(0x0a), bytes.indexOf(0x0a, bytes.indexOf(0x0a) + 1)];
  if (bytes.toString('utf8', 0, first) !== 'medsteward-backup') throw new Error('no backup');
  const line = bytes.toString('utf8', first + 1, second);
  const { mac, ...head } = JSON.parse(line) as Record<string, Json>;
  const database = bytes.subarray(second + 1);
  const isWhole = createHash('sha256').update(database).digest('hex') === head.sha256;
  if (!isWhole || database.length !== head.byteSize) throw new Error('database of the backup');
  return {
    fields: [...Object.keys(head), 'mac'],
    head,
    database,
    opener: new Opener(JSON.stringify(head.vaultFile)),
    /** Whether somebody who held the data key wrote the head. */
    isSealed: (dataKey: Uint8Array) =>
      createHmac('sha256', derived(dataKey, word('backup')))
        .update(JSON.stringify(head))
        .digest('hex') === mac,
  };
}
