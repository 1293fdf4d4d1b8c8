/**
 * Everything that can be wrong with one row of an imported file. Codes, never sentences (design.md 6): the texts stand
 * in main/words under `importProblem`. An error keeps the row out; a warning lets it in without the value.
 */
export const IMPORT_PROBLEM_CODES = [
  'missing_identifier',
  'missing_value',
  'duplicate_in_file',
  'duplicate_serial_in_file',
  'repeated_in_file',
  'udi_model_not_known',
  'udi_model_not_clear',
  'tag_taken',
  'tag_not_made',
  'device_not_clear',
  'date_not_given',
  'date_ambiguous',
  'date_placeholder',
  'date_not_recognised',
  'date_incomplete',
  'date_quarter',
  'year_two_digits',
  'ends_before_start',
  'amount_ambiguous',
  'amount_not_recognised',
  'currency_not_recognised',
  'currency_conflict',
  'status_not_recognised',
  'word_not_recognised',
  'milestone_word_ambiguous',
  'number_not_recognised',
  'number_mangled_by_spreadsheet',
  'unit_missing',
  'address_not_recognised',
  'text_too_long',
  'totals_row_skipped',
  'header_repeated',
  'row_has_extra_cells',
  'quote_not_closed',
  'contract_not_known',
  'device_not_known',
  'alias_of_other_vendor',
  'similar_name',
  'own_date_kept',
  'ended_without_day',
  'model_not_known',
  'version_not_known',
  'older_than_known',
] as const;
export type ImportProblemCode = (typeof IMPORT_PROBLEM_CODES)[number];

export const PROBLEM_SEVERITIES = ['error', 'warning'] as const;
export type ProblemSeverity = (typeof PROBLEM_SEVERITIES)[number];

/** One finding about one row. */
export interface ImportProblem {
  /** The row as a spreadsheet counts it: 1 is the first record of the file, lines before the header included. */
  readonly row: number;
  /** The canonical name of the column (cli.md, "Import columns"); absent when the row as a whole is meant. */
  readonly column?: string;
  readonly code: ImportProblemCode;
  readonly severity: ProblemSeverity;
  /** What the file says, cut to {@link PROBLEM_VALUE_LENGTH} characters. Hostile text: show it as text only. */
  readonly value?: string;
  /** The row of the file that this one repeats or contradicts, counted like `row`. */
  readonly otherRow?: number;
}

/** Longest piece of a cell that a problem repeats. */
export const PROBLEM_VALUE_LENGTH = 120;

/** Why a table as a whole cannot be read. */
export const TABLE_ERROR_CODES = [
  'file_too_large',
  'too_many_rows',
  'too_many_columns',
  'cell_too_large',
  'not_text',
  'file_kind_not_supported',
  'no_header_found',
  'empty_file',
  'sheet_missing',
] as const;

/** Why a file as a whole cannot be read: a table, JSON, XML, a bill of materials, a catalogue or an advisory. The texts stand in main/words under `importFile`. */
export const IMPORT_FILE_ERROR_CODES = [
  ...TABLE_ERROR_CODES,
  'file_damaged',
  'nested_too_deep',
  'text_too_long',
  'doctype_refused',
  'field_of_wrong_type',
  'sbom_not_recognised',
  'sbom_version_not_supported',
  'sbom_without_components',
  'too_many_components',
  'openeox_not_recognised',
  'openeox_without_product',
  'mds2_not_recognised',
  'mds2_sheet_missing',
  'file_has_macros',
  'file_has_password',
  'too_many_entries',
  'inflates_too_far',
  'too_many_sheets',
  'catalogue_not_recognised',
  'catalogue_release_refused',
  'catalogue_release_repeated',
  'catalogue_from_future',
  'catalogue_older',
  'too_many_releases',
  'advisory_not_recognised',
  'csaf_version_not_supported',
  'csaf_field_missing',
  'csaf_product_repeated',
  'csaf_too_large',
  'kev_without_entries',
  'gudid_not_recognised',
  'template_not_recognised',
  'template_version_not_supported',
  'template_control_refused',
  'too_many_controls',
  'vendor_form_not_recognised',
  'form_not_known',
  'form_of_another_checklist',
  'form_altered',
  'hash_differs',
  'hash_not_recognised',
  'takes_too_long',
  'takes_too_much_memory',
] as const;
export type ImportFileErrorCode = (typeof IMPORT_FILE_ERROR_CODES)[number];

/** A file that cannot be imported at all. The only error that reading an import throws for what stands in the file. */
export class ImportFileError extends Error {
  readonly code: ImportFileErrorCode;
  /** Facts for the text of the code: `limit`, `size`, `row`, `number`, `day`, `known`, `kind`, `noun`, `field`, `format`, `version`, `value`, `what`. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ImportFileErrorCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = 'ImportFileError';
    this.code = code;
    this.details = details;
  }
}
