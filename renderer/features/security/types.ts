import type { Outputs } from '../../bridge/types.ts';

export type Person = Outputs['user']['list'][number];
export type WayIn = Outputs['vault']['info']['slots'][number];
export type VaultInfo = Outputs['vault']['info'];
export type BackupList = Outputs['backup']['list'];
export type Backup = BackupList['backups'][number];
export type FoundBackups = Outputs['backup']['found'];
export type FoundBackup = FoundBackups['files'][number];
export type BackupHead = NonNullable<FoundBackup['head']>;
