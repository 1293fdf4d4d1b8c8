/**
 * What a person is in a vault. Roles order the work and are no wall: whoever can open the vault could read its file with
 * other means (reliability.md 8). What each may do stands in main/contract/permissions.ts.
 */
export const ROLES = ['administrator', 'biomedical_engineer', 'procurement_officer', 'auditor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
