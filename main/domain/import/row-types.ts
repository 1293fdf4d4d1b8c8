import type { ClockDirection, ClockStart, CommitmentKind, DurationUnit, Obligor, SeverityBand } from '../commitment.ts';
import type { ContractKind, NoticeUnit, Renewal } from '../contract.ts';
import type { Day, PartialDay } from '../day.ts';
import type { Criticality, DeviceCategory, DeviceStatus, Tristate } from '../device.ts';
import type { Confidence, Installer, MilestoneKind, VendorRole } from '../model.ts';
import type { ImportNoun } from './headings.ts';

/**
 * Rows of an imported table in the words of the domain; the fields are the columns of cli.md. Null always means that
 * the file gave no usable value, so that an update can leave what is known alone. Amounts are decimal text as in
 * money.ts, `2350.00`. `row` is the row of the file as a spreadsheet counts it.
 */
interface Row {
  readonly row: number;
  /** The row that says exactly the same, further up in the file; absent on nearly every row. */
  readonly repeats?: number;
}

/** At least one of `assetTag` and `serialNumber` is there, or `udiDi` holds a whole UDI with a serial number. */
export interface DeviceImportRow extends Row {
  readonly assetTag: string | null;
  readonly serialNumber: string | null;
  /** Null together with `model` where only the device identifier says which model it is. */
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly deviceType: string | null;
  readonly udiDi: string | null;
  /** Of the model, like its type. */
  readonly catalogNumber: string | null;
  readonly gmdnCode: string | null;
  readonly gmdnTerm: string | null;
  readonly softwareVersion: string | null;
  readonly os: string | null;
  readonly osEdition: string | null;
  readonly location: string | null;
  readonly department: string | null;
  readonly status: DeviceStatus | null;
  readonly acquiredOn: Day | null;
  readonly inServiceOn: Day | null;
  readonly purchasePrice: string | null;
  /** From its own column, else from the price's cell. */
  readonly currency: string | null;
  /** The last day of the warranty. */
  readonly warrantyEndsOn: Day | null;
  readonly contractNumber: string | null;
  readonly criticality: Criticality | null;
  readonly networkConnected: Tristate | null;
  readonly storesPhi: Tristate | null;
  readonly notes: string | null;
}

export interface ModelImportRow extends Row {
  readonly manufacturer: string;
  readonly model: string;
  readonly deviceType: string | null;
  readonly category: DeviceCategory | null;
  readonly udiDi: string | null;
  readonly catalogNumber: string | null;
  readonly gmdnCode: string | null;
  readonly gmdnTerm: string | null;
  readonly softwareVersion: string | null;
  readonly updatesNeedContract: Tristate | null;
  readonly whoInstalls: Installer | null;
  /** 0 to 240. */
  readonly leadTimeMonths: number | null;
  /** What a new one costs. */
  readonly replacementPrice: string | null;
  readonly currency: string | null;
  readonly notes: string | null;
}

export interface MilestoneImportRow extends Row {
  readonly manufacturer: string;
  readonly model: string;
  readonly softwareVersion: string | null;
  /** One of the six; null when it is none of them, and `ownName` may be a date of the organisation's own. */
  readonly milestone: MilestoneKind | null;
  readonly ownName: string | null;
  /** A last day (or, for general availability, the first), perhaps only its month or year; null for one that is to be announced. */
  readonly on: PartialDay | null;
  /** The vendor's own word: from its column, else what the milestone's cell says when that is not our word. */
  readonly vendorTerm: string | null;
  readonly announcedOn: Day | null;
  readonly receivedOn: Day | null;
  readonly source: string | null;
  readonly confidence: Confidence | null;
}

export interface VendorImportRow extends Row {
  readonly name: string;
  /** Each once; empty when the file gave none. */
  readonly aliases: readonly string[];
  readonly roles: readonly VendorRole[];
  readonly securityContact: string | null;
  readonly website: string | null;
}

export interface ContractImportRow extends Row {
  readonly number: string;
  readonly vendor: string;
  readonly kind: ContractKind | null;
  readonly startsOn: Day | null;
  /** The last day of the term; never before `startsOn`. */
  readonly endsOn: Day | null;
  readonly renewal: Renewal | null;
  /** 1 to 600. */
  readonly renewalMonths: number | null;
  /** 0 to 3650, in `noticeUnit`. */
  readonly noticeAmount: number | null;
  readonly noticeUnit: NoticeUnit | null;
  readonly yearlyPrice: string | null;
  readonly currency: string | null;
  readonly includesSecurityUpdates: Tristate | null;
  /** Each once; null when the file says nothing about devices. */
  readonly coveredAssetTags: readonly string[] | null;
}

/** At least one of `contractNumber` and `vendor` is there. */
export interface CommitmentImportRow extends Row {
  readonly contractNumber: string | null;
  readonly vendor: string | null;
  readonly kind: CommitmentKind;
  readonly severity: SeverityBand | null;
  readonly clockStart: ClockStart | null;
  readonly direction: ClockDirection | null;
  /** 1 to 100000, in `unit`; both or none are there. */
  readonly amount: number | null;
  readonly unit: DurationUnit | null;
  readonly obligor: Obligor | null;
  readonly clause: string | null;
}

interface Rows {
  devices: DeviceImportRow;
  models: ModelImportRow;
  milestones: MilestoneImportRow;
  vendors: VendorImportRow;
  contracts: ContractImportRow;
  commitments: CommitmentImportRow;
}

/** The row of a noun. */
export type ImportRow<N extends ImportNoun = ImportNoun> = Rows[N];
