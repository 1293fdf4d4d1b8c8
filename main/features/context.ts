import type { z } from 'zod';
import type { backup } from '../contract/backup.ts';
import type { Promised } from '../contract/index.ts';
import type { Noun } from '../contract/program.ts';
import type { user } from '../contract/user.ts';
import type { AuditInput, RecordFields } from '../data/audit.ts';
import type { SqlConnection } from '../data/connection.ts';
import type { PrismaClient } from '../data/prisma/client.ts';
import type { Signer } from '../data/secrets.ts';
import type { Day, Instant } from '../domain/day.ts';
import type { Pseudonym } from '../domain/disclosure.ts';
import type { ContractId, DeviceId, Id, ModelId } from '../domain/ids.ts';
import type { Role } from '../domain/role.ts';
import type { PrintJob } from '../formats/print.ts';
import type { Words } from '../words/words.ts';
import type { AdvisoriesJob, AdvisoryReading } from './advisory/read-advisories.ts';
import type { CatalogueJob, CatalogueReading } from './catalogue/read-catalogue.ts';
import type { ExportOrder, ExportTicket } from './export/delivery.ts';
import type { FileReading, ReadJob } from './import/read-file.ts';
import type { GudidJob, GudidReading } from './import/read-gudid.ts';
import type { SbomJob, SbomReading } from './import/read-sbom.ts';
import type { Mds2Job, Mds2Reading } from './mds2/read-mds2.ts';
import type { TemplateJob, TemplateReading } from './template/read-template.ts';
import type { VendorFormJob, VendorFormReading } from './vendor-form/read-vendor-form.ts';

/** Records through Prisma: the reader outside a command, the open transaction inside one. */
export type Records = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** Where a handler reads from. */
export interface Source {
  readonly db: Records;
  /** The same connection for prepared statements. */
  readonly sql: SqlConnection;
  readonly today: Day;
  readonly now: Instant;
}

/** Files that come in and go out beside the calls; they live in memory, at most a few minutes. */
export interface FileDesk {
  /** The bytes of an upload. @throws AppError `upload_missing` */
  upload(uploadId: string): Uint8Array;
  /** Keeps what was worked out about an upload as long as that is there, and until something else is kept. */
  keep(uploadId: string, value: object): void;
  /** What is kept about an upload; null for nothing. */
  kept(uploadId: string): object | null;
  /** Lays a file ready to be fetched once; returns its ticket. */
  offer(file: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }): {
    ticket: string;
    fileName: string;
    mediaType: string;
    byteSize: number;
  };
}

/** Progress and cancellation of work that can take over a second. */
export interface Job {
  /** Tells how far it is, lets other calls through, and ends the work when somebody cancelled it. @throws AppError `cancelled` */
  step(done: number, total: number): Promise<void>;
}

type Answered<Procedure> = Procedure extends { readonly '~orpc': { readonly outputSchema?: infer Schema } }
  ? z.input<NonNullable<Schema> & z.ZodType>
  : never;

/** Lists whose rows are not in the database alone: who can get in is in the vault file, backups lie in a folder. */
export interface VaultLists {
  people(): Promise<Answered<typeof user.list>>;
  backups(): Promise<Answered<typeof backup.list>['backups']>;
}

export interface QueryContext extends Source {
  /** Of whoever is signed in. That the role may call the procedure was looked at before. */
  readonly role: Role;
  /** Who is signed in. */
  readonly user: { readonly id: string; readonly name: string };
  readonly words: Words;
  readonly files: FileDesk;
  readonly organisation: string;
  /** Signs for the vault, and says with which key. */
  readonly signing: Signer;
  readonly signal: AbortSignal | undefined;
  /** Starts a job of a query, which has to end it; commands have {@link CommandContext.job}. */
  startJob(jobId: string | undefined): Job & { end(): void };
  /** Reads a file aside from the calls of others, within limits of time and memory. @throws ImportFileError, AppError `cancelled` */
  read(job: ReadJob): Promise<FileReading>;
  /** Reads a bill of materials in the same way. */
  readSbom(job: SbomJob): Promise<SbomReading>;
  /** Reads answers of AccessGUDID in the same way. */
  readGudid(job: GudidJob): Promise<GudidReading>;
  /** Reads a statement on the MDS2 form in the same way. */
  readMds2(job: Mds2Job): Promise<Mds2Reading>;
  /** Reads a product catalogue in the same way. */
  readCatalogue(job: CatalogueJob): Promise<CatalogueReading>;
  /** Reads a checklist template in the same way. */
  readTemplate(job: TemplateJob): Promise<TemplateReading>;
  /** Reads a form that a vendor sent back in the same way. */
  readVendorForm(job: VendorFormJob): Promise<VendorFormReading>;
  /** Reads advisories in the same way; tells of each in the order of the job, also of those that cannot be read. */
  readAdvisories(job: AdvisoriesJob): AsyncIterable<AdvisoryReading>;
  /** Sets a document aside from the calls of others; ends when the caller leaves. @throws AppError `cancelled` */
  print(job: PrintJob): Promise<Uint8Array>;
  /** The pseudonym of a value in everything that leaves this vault. */
  readonly pseudonym: Pseudonym;
  readonly vaultLists: VaultLists;
  /** Makes and signs an export, lays it ready and notes it in the history. In queries only. @throws AppError `history_went_back` */
  deliver(order: ExportOrder): Promise<ExportTicket>;
}

/** What a command has besides: an identity, a place to say what it changed, and the register to bring up to date. */
export interface CommandContext extends QueryContext {
  readonly actor: string;
  /**
   * Asks the passphrase of whoever is signed in again; only in the sample, whose passphrase nobody knows, there may be none.
   * @throws AppError `wrong_credentials`, `key_file_refused`
   */
  prove(given: { readonly passphrase: string; readonly keyFile: string | null } | null): Promise<void>;
  readonly job: (jobId: string | undefined) => Job;
  newId<NounName extends string>(): Id<NounName>;
  /** Notes a change for the history; nothing is noted when nothing differs. */
  record(
    noun:
      | Noun
      | 'component'
      | 'milestone'
      | 'own_milestone'
      | 'profile'
      | 'contract_line'
      | 'commitment'
      | 'entitlement'
      | 'answer'
      | 'candidate',
    recordId: string,
    before: RecordFields | null,
    after: RecordFields | null,
  ): void;
  /** Adds facts to the command's audit row; never values of records. */
  note(summary: AuditInput['summary']): void;
  /** Nouns whose lists and pages the command made stale, beyond the one that it is called on. */
  touch(...nouns: Noun[]): void;
  readonly relist: Relist;
}

/** Marks devices whose row in the register has to be computed again before the command commits. */
export interface Relist {
  devices(ids: readonly DeviceId[]): void;
  models(ids: readonly ModelId[]): void;
  contracts(ids: readonly ContractId[]): void;
  all(): void;
  /** What many devices share has changed, and nothing of their own: devices with the same facts change alike. */
  shared(): void;
}

type ContractOf<NounName extends keyof Promised, Name extends keyof Promised[NounName]> = Promised[NounName][Name];
type SchemaOut<Schema> = Schema extends {
  readonly '~standard': { readonly types?: { readonly output: infer Out } | undefined };
}
  ? Out
  : undefined;
type SchemaIn<Schema> = Schema extends {
  readonly '~standard': { readonly types?: { readonly input: infer In } | undefined };
}
  ? In
  : undefined;
type Definition<Procedure> = Procedure extends { readonly '~orpc': infer Def } ? Def : never;
type InputOf<Procedure> =
  Definition<Procedure> extends { inputSchema?: infer Schema } ? SchemaOut<NonNullable<Schema>> : undefined;
type OutputOf<Procedure> =
  Definition<Procedure> extends { outputSchema?: infer Schema } ? SchemaIn<NonNullable<Schema>> : undefined;

/**
 * The handlers of a noun, typed by its promise: input as the schema gives it, output as the schema takes it. Used with
 * `satisfies`, so that a missing or misspelt procedure does not compile.
 */
export type Handlers<NounName extends keyof Promised, Names extends keyof Promised[NounName], Context> = {
  readonly [Name in Names]: (
    input: InputOf<ContractOf<NounName, Name>>,
    context: Context,
  ) => OutputOf<ContractOf<NounName, Name>> | Promise<OutputOf<ContractOf<NounName, Name>>>;
};
export type QueryHandlers<NounName extends keyof Promised, Names extends keyof Promised[NounName]> = Handlers<
  NounName,
  Names,
  QueryContext
>;
export type CommandHandlers<NounName extends keyof Promised, Names extends keyof Promised[NounName]> = Handlers<
  NounName,
  Names,
  CommandContext
>;
