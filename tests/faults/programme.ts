/** One number of the programme of faults: what is tried how often, and the tests that try it. */
export interface FaultKind {
  readonly number: number
  readonly what: string
  /** What a try is. */
  readonly unit: string
  /** Tries with every run of the tests. */
  readonly reduced: number
  /** Tries of `npm run faults -- --full`. */
  readonly full: number
  /** From `tests/`. */
  readonly files: readonly string[]
}

/** `all` stands for what has a number of its own: every statement, every cell. Such tests ask for no count. */
export const ALL = Number.POSITIVE_INFINITY

const fault = (
  number: number,
  what: string,
  [unit, reduced, full]: readonly [string, number, number],
  ...files: readonly string[]
): FaultKind => ({ number, what, unit, reduced, full, files })

/** What must not break, and how often that is tried. `tests/faults/README.md` says what passes. */
export const PROGRAMME: readonly FaultKind[] = [
  fault(1, 'kill -9 of server, worker, database', ['kills', 20, 500], 'faults/killed.test.ts'),
  fault(2, 'every statement of publishing fails', ['faults', ALL, ALL], 'faults/failing-statements.test.ts'),
  fault(3, 'the database is cut off under writes', ['cuts', 8, 200], 'faults/cut-off.test.ts'),
  fault(4, 'the disk is full', ['fillings', 2, 50], 'faults/disk-full.test.ts'),
  fault(5, 'clocks that are wrong and jump', ['jumps', 3, 120], 'faults/clock.test.ts'),
  fault(6, 'a file that breaks off while it is sent in', ['files', 12, 100], 'faults/aborted-import.test.ts'),
  fault(7, 'role x route', ['cells', ALL, ALL], 'security/role-route.test.ts'),
  fault(8, 'ids of another team and vendor', ['ids', 2000, 10_000], 'security/foreign-ids.test.ts'),
  fault(9, 'row-level security alone', ['looks', 400, 4000], 'security/row-level-security.test.ts'),
  fault(10, 'what is taken away', ['revocations', 6, 120], 'security/revocation.test.ts'),
  fault(11, 'tampered tokens, cookies, links', ['secrets', 10_000, 100_000], 'security/tampered.test.ts'),
  fault(12, 'races for one place', ['rounds', 500, 10_000], 'faults/races.test.ts'),
  fault(13, 'workers stopped, killed, two at once', ['jobs', 100, 1000], 'server/work/workers.test.ts'),
  fault(14, 'backups while people write', ['backups', 3, 20], 'faults/backup.test.ts'),
  fault(15, 'the server is gone', ['files', ALL, ALL], 'server/team/published-files.test.ts'),
  fault(16, 'every statement of the migrations fails', ['faults', ALL, ALL], 'server/store/migration-faults.test.ts'),
  fault(17, 'file bombs and spoilt files', ['files', 20, 500], 'faults/files.test.ts'),
  fault(18, 'webhooks to hosts of the inner network', ['hosts', 200, 2000], 'server/operations/webhooks.test.ts'),
  fault(19, 'generated requests', ['requests', 3000, 100_000], 'security/generated-requests.test.ts'),
  fault(20, 'audit entries tampered with', ['changes', 60, 2000], 'faults/audit-tampering.test.ts'),
  fault(22, 'faults planted in our own code', ['faults', 3, 20], 'faults/planted.test.ts'),
]

export function faultKind(number: number): FaultKind {
  const found = PROGRAMME.find((kind) => kind.number === number)
  if (!found) throw new RangeError(`The programme of faults has no number ${number}.`)
  return found
}
