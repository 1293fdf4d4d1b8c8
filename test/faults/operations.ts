import type { App } from '../../main/app/create-app.ts';
import { deviceFields } from '../support/builders.ts';
import { ORGANISATION, PASSPHRASE } from '../support/program.ts';
import { lookWithEither, OTHER_PASSPHRASE, type Seen } from './look.ts';

/** A vault on which an operation is tried, and the program on it. */
export interface Stage {
  readonly folder: string;
  readonly app: App;
  readonly recoveryKey: string;
}

/** Something that a person does and that files can get in the way of. To try another one, add it to {@link OPERATIONS}. */
export interface Operation {
  /**
   * What lies in the folder: nothing, a locked vault with the device `FIRST` in it, whose notes are `before`, this vault in the
   * middle of an exchange of its data key, when the new database is finished and not yet in place, or as the first release of
   * the program left it.
   */
  readonly from: 'nothing' | 'filled' | 'exchanging' | 'older';
  /** What has gone well before. */
  before?(stage: Stage): Promise<unknown>;
  /** The part that is interrupted. */
  run(stage: Stage): Promise<unknown>;
  /** Leaves the vault open; if it fails, the vault is locked. */
  readonly opens?: true;
  /** How to look at the vault afterwards, where the usual passphrase may no longer open it. */
  readonly look?: (folder: string) => Promise<Seen>;
  /** What a look at the vault says: that it happened, that it did not, or what else it looks like. */
  outcome(seen: Seen): string;
}

const unlock = ({ app }: Stage) => app.client.vault.unlock({ passphrase: PASSPHRASE });
const PROOF = { passphrase: PASSPHRASE, keyFile: null };
const IMPORTED = 600;

/** Rows of an import whose tags begin with `I-`, long enough to need many pages. */
function importFile(rows: number): Uint8Array {
  const lines = Array.from(
    { length: rows },
    (_, n) => `I-${n},SN-${n},Norvia Medical,InfuSmart ${n % 7},Ward ${n % 11},${`note ${n} `.repeat(12)}`,
  );
  return new TextEncoder().encode(['asset_tag,serial_number,manufacturer,model,department,notes', ...lines].join('\n'));
}

function importing(rows: number): Operation {
  return {
    from: 'filled',
    before: unlock,
    run: ({ app }) => {
      const uploadId = app.files.take('devices.csv', importFile(rows));
      return app.client.imports.run({ noun: 'devices', uploadId, fileName: 'devices.csv' });
    },
    outcome: ({ tags }) => {
      const taken = tags.filter((tag) => tag.startsWith('I-')).length;
      return taken === 0 ? 'before' : taken === rows ? 'after' : `${taken} of ${rows} rows`;
    },
  };
}

/** Many devices that come back by undo, after they were removed in one step. */
function takingBack(rows: number): Operation {
  const { outcome } = importing(rows);
  return {
    from: 'filled',
    before: async (stage) => {
      await unlock(stage);
      const { client, files } = stage.app;
      const uploadId = files.take('devices.csv', importFile(rows));
      await client.imports.run({ noun: 'devices', uploadId, fileName: 'devices.csv' });
      const found = await client.device.list({ limit: 1000 });
      const ids = found.rows
        .filter(({ assetTag }) => assetTag?.startsWith('I-'))
        .map(({ id }) => id as string as Parameters<typeof client.trash.remove>[0]['ids'][number]);
      await client.trash.remove({ noun: 'device', ids });
    },
    run: ({ app }) => app.client.edit.undo({}),
    outcome,
  };
}

export const OPERATIONS = {
  'create a vault': {
    from: 'nothing',
    opens: true,
    run: ({ app }) => app.client.vault.create({ passphrase: PASSPHRASE, organisation: ORGANISATION }),
    outcome: ({ state }) => (state === 'missing' ? 'before' : state === 'unlocked' ? 'after' : state),
  },
  unlock: {
    from: 'filled',
    opens: true,
    run: unlock,
    outcome: ({ first }) => (first === 'before' ? 'after' : `FIRST is ${first}`),
  },
  'unlock after a broken exchange of the data key': {
    from: 'exchanging',
    opens: true,
    run: unlock,
    outcome: ({ first, cipher }) =>
      first === 'before' && cipher === 'chacha20' ? 'after' : `FIRST is ${first}, cipher ${cipher}`,
  },
  'unlock a vault of the first release': {
    from: 'older',
    opens: true,
    run: unlock,
    outcome: ({ first, tags }) => {
      const old = tags.filter((tag) => tag === 'FIRST' || tag.startsWith('OLD-')).length;
      return first === 'before' && old === 31 ? 'after' : `${old} devices`;
    },
  },
  'undo the removal of 100 devices': takingBack(100),
  'make a backup': {
    from: 'filled',
    before: unlock,
    run: ({ app }) => app.client.backup.make({}),
    outcome: ({ backups }) =>
      backups.length === 0 ? 'before' : backups.every(({ ok }) => ok) ? 'after' : 'half a backup',
  },
  'restore a backup': {
    from: 'filled',
    before: async (stage) => {
      await unlock(stage);
      await stage.app.client.backup.make({});
      const { id, revision } = await stage.app.client.device.get({ assetTag: 'FIRST' });
      await stage.app.client.device.update({ id, revision, changes: { notes: 'changed after the backup' } });
    },
    run: async ({ app }) => {
      const [file] = (await app.client.backup.list()).backups;
      const source = { fileName: file?.fileName ?? '' };
      return app.client.backup.restore({ source, proof: { passphrase: PASSPHRASE }, replace: true });
    },
    outcome: ({ first }) =>
      ({ before: 'after', 'changed after the backup': 'before' })[first ?? ''] ?? `FIRST is ${first}`,
  },
  'save a new device': {
    from: 'filled',
    before: unlock,
    run: ({ app }) => app.client.device.create(deviceFields({ assetTag: 'SECOND' })),
    outcome: ({ tags }) => (tags.includes('SECOND') ? 'after' : 'before'),
  },
  'save a changed device': {
    from: 'filled',
    before: unlock,
    run: async ({ app }) => {
      const { id, revision } = await app.client.device.get({ assetTag: 'FIRST' });
      return app.client.device.update({ id, revision, changes: { notes: 'after' } });
    },
    outcome: ({ first }) => first ?? 'FIRST is gone',
  },
  lock: {
    from: 'filled',
    before: async (stage) => {
      await unlock(stage);
      const { id, revision } = await stage.app.client.device.get({ assetTag: 'FIRST' });
      await stage.app.client.device.update({ id, revision, changes: { notes: 'after' } });
    },
    run: ({ app }) => app.client.vault.lock(),
    outcome: ({ first }) => first ?? 'FIRST is gone',
  },
  'confirm the recovery key': {
    from: 'filled',
    before: unlock,
    run: ({ app, recoveryKey }) => app.client.vault.confirmRecoveryKey({ recoveryKey }),
    outcome: ({ recoveryKeyConfirmed }) => (recoveryKeyConfirmed ? 'after' : 'before'),
  },
  'change the passphrase': {
    from: 'filled',
    before: unlock,
    run: ({ app }) =>
      app.client.user.changePassphrase({ current: PROOF, passphrase: OTHER_PASSPHRASE, keyFile: 'none' }),
    look: lookWithEither,
    outcome: ({ opens }) => ({ old: 'before', new: 'after' })[opens] ?? `opened by ${opens}`,
  },
  'make a new recovery key': {
    from: 'filled',
    before: async (stage) => {
      await unlock(stage);
      await stage.app.client.vault.confirmRecoveryKey({ recoveryKey: stage.recoveryKey });
    },
    run: ({ app }) => app.client.vault.newRecoveryKey({ current: PROOF }),
    // Who was not shown the new key has to be told to make one.
    outcome: ({ recoveryKeyConfirmed }) => (recoveryKeyConfirmed ? 'before' : 'after'),
  },
  'exchange the data key': {
    from: 'filled',
    before: unlock,
    run: ({ app }) => app.client.vault.rotateKey({ cipher: 'chacha20', current: PROOF }),
    outcome: ({ cipher, first }) =>
      first !== 'before' ? `FIRST is ${first}` : cipher === 'chacha20' ? 'after' : 'before',
  },
  'import 600 rows': importing(IMPORTED),
  'import 5,000 rows': importing(5000),
} satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof OPERATIONS;
