import { VERSION_KINDS, type Version, type VersionKind } from '../../../server/contracts/version.ts'

export const STATE_TONES: Record<Version['state'], string> = {
  draft: 'plain',
  review: 'work',
  published: 'good',
  superseded: 'plain',
  withdrawn: 'plain',
}

/**
 * Versions by what they are versions of, newest first within each; kinds in their own order. Those that wait for a
 * decision stand in the inbox alone.
 */
export function versionsByKind(versions: readonly Version[]): { kind: VersionKind; versions: Version[] }[] {
  const settled = versions.filter((version) => !isWaiting(version))
  return VERSION_KINDS.map((kind) => ({ kind, versions: settled.filter((version) => version.kind === kind) })).filter(
    (group) => group.versions.length > 0,
  )
}

const isWaiting = ({ state }: Version): boolean => state === 'review'

/** Those that somebody has to decide on, the longest waiting first. */
export const waitingVersions = (versions: readonly Version[]): Version[] =>
  versions
    .filter(isWaiting)
    .toSorted((a, b) => (a.submitted?.at ?? a.created.at).localeCompare(b.submitted?.at ?? b.created.at))

/** What a version is held against: the one of its kind and name that was there before it. */
export const versionBefore = (version: Version, versions: readonly Version[]): Version | undefined =>
  versions
    .filter(({ kind, name, number }) => kind === version.kind && name === version.name && number < version.number)
    .toSorted((a, b) => b.number - a.number)[0]

/** The last thing that was done with it. */
export function lastStep(version: Version) {
  const steps = [version.created, version.submitted, version.returned, version.withdrawn, version.published]
  return steps.filter((step) => step !== null).toSorted((a, b) => b.at.localeCompare(a.at))[0]!
}
