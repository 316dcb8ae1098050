// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are found in code, and are no templates here
/** A mistake that somebody could make in our code, and the test that must not let it pass. */
export interface PlantedFault {
  readonly what: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** From the repository's root. */
  readonly caughtBy: string
  /** Part of the test's name, where a file has many. */
  readonly testName?: string
}

const RIGHTS = 'tests/security/role-route.test.ts'
const ALONE = 'tests/security/row-level-security.test.ts'
const STATEMENTS = 'tests/faults/failing-statements.test.ts'
const CUTS = 'tests/faults/cut-off.test.ts'
const WORKERS = 'tests/server/work/workers.test.ts'

/** Those that are found soonest come first: every run of the tests plants some. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    what: 'row-level security is not forced',
    file: 'server/store/migrations/0008-row-level-security.ts',
    find: 'alter table ${table} force row level security;',
    replace: '',
    caughtBy: ALONE,
  },
  {
    what: 'the audit log may be cut off at its end',
    file: 'server/store/audit-chain.ts',
    find: 'walk.end(head)',
    replace: 'void head',
    caughtBy: 'tests/faults/audit-tampering.test.ts',
    testName: 'whatever is changed',
  },
  {
    what: 'a publication leaves no audit entry',
    file: 'server/store/publication-store.ts',
    find: `auditOf(row, 'publication.made', actorId,`,
    replace: `auditOf(row, 'publication.superseded', actorId,`,
    caughtBy: STATEMENTS,
  },
  {
    what: 'the tenant filter is dropped',
    file: 'server/store/migrations/0008-row-level-security.ts',
    find: `const WHOLE_UNIT = '(select sees_everything()) or unit_id = any ((select seen_units())::text[])'`,
    replace: `const WHOLE_UNIT = 'true'`,
    caughtBy: ALONE,
  },
  {
    what: 'a right is not asked for',
    file: 'server/auth/access-hook.ts',
    find: `if (!request.access) return refuse(request, reply, 'forbidden', FORBIDDEN)`,
    replace: '',
    caughtBy: RIGHTS,
    testName: 'the server decides',
  },
  {
    what: 'nobody need be signed in',
    file: 'server/auth/access-hook.ts',
    find: `if (!identity) return refuse(request, reply, 'notSignedIn', NOT_SIGNED_IN)`,
    replace: 'if (!identity) return',
    caughtBy: RIGHTS,
    testName: 'the server decides',
  },
  {
    what: 'a membership of a part reaches the whole unit',
    file: 'server/auth/access-hook.ts',
    find: `held.filter(({ scope, role }) => scope.kind === 'unit' && role !== 'agent')`,
    replace: 'held',
    caughtBy: 'tests/security/foreign-ids.test.ts',
    testName: 'one vendor',
  },
  {
    what: 'what is kept in memory is shown to whoever asks',
    file: 'server/services/draft-service.ts',
    find: 'const { frame } = await this.#framed(runId)',
    replace: 'const frame = await this.#frames.of(runId)',
    caughtBy: RIGHTS,
    testName: 'the server decides',
  },
  {
    what: 'a connection is lent out in the middle of a transaction',
    file: 'server/store/scoped-dialect.ts',
    find: 'await this.#inner.rollbackTransaction(inner).catch(() => undefined)',
    replace: '',
    caughtBy: STATEMENTS,
  },
  {
    what: 'a publication vouches for another file',
    file: 'server/services/publication-service.ts',
    find: 'rosterSha256: sha256(roster)',
    replace: 'rosterSha256: sha256(`${roster}\\n`)',
    caughtBy: STATEMENTS,
  },
  {
    what: 'of two who publish at once the second is told of a fault of ours',
    file: 'server/store/publication-store.ts',
    find: "  'publication_one_current',",
    replace: '',
    caughtBy: 'tests/faults/races.test.ts',
    testName: 'publish for one week',
  },
  {
    what: 'a write is acknowledged before it is kept',
    file: 'server/store/scoped-dialect.ts',
    find: 'await this.#inner.commitTransaction((connection as ScopedConnection).inner)',
    replace: 'void this.#inner.commitTransaction((connection as ScopedConnection).inner).catch(() => undefined)',
    caughtBy: STATEMENTS,
  },
  {
    what: 'an edit that is sent twice counts twice',
    file: 'server/store/migrations/0014-edits-in-one-trip.ts',
    find: '  select * into known from roster_edit where id = edit_id;',
    replace: '  select * into known from roster_edit where id = edit_id and false;',
    caughtBy: CUTS,
  },
  {
    what: 'an edit overwrites what somebody else did',
    file: 'server/store/migrations/0014-edits-in-one-trip.ts',
    find: '  elsif base_revision < latest then',
    replace: '  elsif base_revision < 0 then',
    caughtBy: 'tests/server/api/drafts.test.ts',
  },
  {
    what: 'a lost database is told as a fault of our own',
    file: 'server/routes/error-replies.ts',
    find: '  if (isConnectionLoss(error)) {',
    replace: '  if (isConnectionLoss(error) && error.message === undefined) {',
    caughtBy: CUTS,
  },
  {
    what: 'connections that are silent are waited for',
    file: 'server/store/database.ts',
    find: 'giveUpSilentConnections(pool, () => newClient(place.connectionString!))',
    replace: 'void giveUpSilentConnections',
    caughtBy: CUTS,
  },
  {
    what: 'a late worker is not fenced off',
    file: 'server/store/run-store.ts',
    find: `.$if(attempt !== undefined, (query) => query.where('attempt', '=', attempt!))`,
    replace: `.$if(attempt !== undefined && attempt < 0, (query) => query.where('attempt', '=', attempt!))`,
    caughtBy: WORKERS,
    testName: 'a late writer is refused',
  },
  {
    what: 'what is done once may be done again',
    file: 'server/store/effect-store.ts',
    find: '    .execute()',
    replace: '    .onConflict((conflict) => conflict.doNothing())\n    .execute()',
    caughtBy: WORKERS,
    testName: 'what is done once',
  },
  {
    what: 'pages of other sites may send requests',
    file: 'server/routes/same-origin.ts',
    find: `if (isForeign && request.method !== 'GET' && request.method !== 'HEAD') {`,
    replace: `if (isForeign && request.method === 'TRACE') {`,
    caughtBy: 'tests/server/api/errors.test.ts',
  },
  {
    what: 'whatever size of body is taken',
    file: 'server/app.ts',
    find: 'const BODY_BYTES = 64 * 1024',
    replace: 'const BODY_BYTES = 64 * 1024 * 1024',
    caughtBy: 'tests/server/api/errors.test.ts',
    testName: 'too large',
  },
]
