import { type Call, isAppOnly } from './call.ts';
import { GraphRefusal } from './refusal.ts';

/** Entra roles a person needs beside the scopes of the token (graph.md §5). */
export const adminRoles = [
  'Global Administrator',
  'SharePoint Administrator',
  'Exchange Administrator',
  'Microsoft 365 Backup Administrator',
  'SharePoint Backup Administrator',
  'Exchange Backup Administrator',
] as const;
export type AdminRole = (typeof adminRoles)[number];

/** Refuses a person without one of these roles; the app's own token needs none. The code of the refusal is not documented. */
export function checkAdminRole(
  { claims, simulator }: Pick<Call, 'claims' | 'simulator'>,
  roles: readonly AdminRole[] = adminRoles,
): void {
  if (isAppOnly(claims)) return;
  const held = simulator.adminRoles.get(String(claims.oid ?? '')) ?? [];
  if (!held.some((role) => roles.includes(role)))
    throw new GraphRefusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** Looking into OneDrives and sites, and restoring parts of them, takes exactly this role (graph.md §2.3). */
export const checkPartsRole = (call: Call): void => checkAdminRole(call, ['SharePoint Backup Administrator']);
