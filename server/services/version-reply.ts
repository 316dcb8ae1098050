import type { Version, VersionStep } from '../contracts/version.ts'
import type { VersionRow } from '../store/version-store.ts'

/** Everybody who took a step. */
export const actorsOf = (row: VersionRow): string[] =>
  [row.created_by, row.submitted_by, row.returned_by, row.withdrawn_by, row.published_by].filter((id) => id !== null)

export function versionFrom(row: VersionRow, names: ReadonlyMap<string, string>): Version {
  const stepOf = (at: Date | null, by: string | null): VersionStep | null =>
    at && by ? { at: at.toISOString(), by, name: names.get(by) ?? by } : null
  const returned = stepOf(row.returned_at, row.returned_by)
  return {
    id: row.id,
    planId: row.plan_id,
    kind: row.kind,
    name: row.name,
    number: row.number,
    firstDay: row.first_day,
    lastDay: row.last_day,
    runId: row.run_id,
    forecastId: row.forecast_id,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    notes: row.notes,
    state: row.state,
    revision: row.revision,
    created: stepOf(row.created_at, row.created_by)!,
    submitted: stepOf(row.submitted_at, row.submitted_by),
    returned: returned && { ...returned, reason: row.returned_reason ?? '' },
    withdrawn: stepOf(row.withdrawn_at, row.withdrawn_by),
    published: stepOf(row.published_at, row.published_by),
    publicationId: row.publication_id,
    supersededAt: row.superseded_at?.toISOString() ?? null,
    supersededById: row.superseded_by_id,
  }
}
