import { expect, test } from 'vitest'
import type { DraftCell, RosterDraft } from '../../../server/contracts/roster-draft.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { runBoardSchema } from '../../../server/contracts/run-board.ts'
import { type RunRoster, runRosterSchema } from '../../../server/contracts/run-result.ts'
import { cellOf, editOf, storeDraftableRun } from '../draftable-run.ts'
import { storePlan } from '../stored-plan.ts'
import { buildTestApp, importOf, importSmallPlan, type TestApp } from './build-test-app.ts'

const REPLICATIONS = 5
const SLOW = { timeout: 120_000 }

async function planned(tested: TestApp) {
  const plan = await importSmallPlan(tested)
  const { id } = (await tested.post(`/api/plans/${plan.id}/runs`, { replications: REPLICATIONS })).json()
  const run = await tested.services.runs.finished(id)
  expect(run.error).toBeNull()
  return { plan, run }
}

async function started(tested: TestApp, path: string, body: object): Promise<Run> {
  const reply = await tested.post(path, body)
  expect(reply.statusCode, reply.body).toBe(202)
  return tested.services.runs.finished(reply.json().id)
}

const csvOf = async ({ get }: TestApp, id: string) => (await get(`/api/runs/${id}/files/roster.csv`)).body
const rosterOf = async ({ get }: TestApp, id: string): Promise<RunRoster> =>
  runRosterSchema.parse((await get(`/api/runs/${id}/roster`)).json())

async function edit(tested: TestApp, runId: string, cells: readonly DraftCell[]): Promise<RosterDraft> {
  const { revision }: RosterDraft = (await tested.get(`/api/runs/${runId}/draft`)).json()
  const reply = await tested.post(`/api/runs/${runId}/draft/edits`, editOf(cells, { baseRevision: revision }))
  expect(reply.statusCode, reply.body).toBe(201)
  return (await tested.get(`/api/runs/${runId}/draft`)).json()
}

/** A shift of the roster as a cell has it. */
const asDrafted = ({
  employeeId: _,
  paidMinutes: __,
  planDay: ___,
  onCall: ____,
  ...shift
}: RunRoster['assignments'][number]) => shift

const overrideOf = (run: Run) => {
  const blockers = run.report!.gate!.blockers.map(({ id }) => id)
  return blockers.length > 0 ? { override: { blockers, reason: 'a test of drafts' } } : {}
}

test(
  'an edited draft is checked, told with the bound of its run, published, and its file holds the edit',
  SLOW,
  async () => {
    const tested = await buildTestApp()
    const { run } = await planned(tested)
    const { assignments } = await rosterOf(tested, run.id)
    const taken = assignments.find(({ employeeId, pinned }) => employeeId === 'bo' && !pinned)!
    const day = taken.start.slice(0, 10)
    const { revision } = await edit(tested, run.id, [
      cellOf('bo', day, { note: 'ill' }),
      cellOf('', day, { shifts: [asDrafted(taken)] }),
    ])

    const stale = await tested.post(`/api/runs/${run.id}/draft/runs`, { mode: 'check', expectedRevision: 0 })
    expect([stale.statusCode, stale.json().error]).toMatchObject([
      409,
      {
        code: 'conflict',
        message: 'The draft is at revision 1 and not at 0 any more. Look at what was changed, then decide again.',
      },
    ])
    const checked = await started(tested, `/api/runs/${run.id}/draft/runs`, {
      mode: 'check',
      expectedRevision: revision,
    })
    expect(checked).toMatchObject({
      ...{ state: 'succeeded', error: null, week: run.week, weeks: 1, seed: run.seed, replications: REPLICATIONS },
      source: { kind: 'draft', runId: run.id, revision, mode: 'check' },
    })
    const report = checked.report!
    // The very same requirement, so that one shift less costs no less than the best roster can.
    expect(report.objectiveBound).toBe(Math.min(report.objective, run.report!.objectiveBound))
    expect(report).toMatchObject({ inputHash: run.report!.inputHash, solveSeconds: 0, serviceRounds: [] })
    expect(report.limit).toBeUndefined()
    expect(report.warnings).toContain(
      'Open shifts that nobody works: 1. They are not in the roster; give them to people, or remove them.',
    )
    const row = `bo,${taken.start},${taken.end}`
    const [before, after] = [await csvOf(tested, run.id), await csvOf(tested, checked.id)]
    expect([before.includes(row), after]).toEqual([
      true,
      before
        .split('\n')
        .filter((line) => !line.startsWith(row))
        .join('\n'),
    ])

    const published = await tested.post(`/api/runs/${checked.id}/publication`, overrideOf(checked))
    expect([published.statusCode, published.json().runId]).toEqual([201, checked.id])
    expect(await csvOf(tested, checked.id)).toBe(after)
    // What is published stays; a draft of it is a new one.
    expect((await edit(tested, checked.id, [cellOf('an', day, { color: 'green' })])).revision).toBe(1)
  },
)

test('a draft that is as the run made it checks to the same figures', SLOW, async () => {
  const tested = await buildTestApp()
  const { plan, run } = await planned(tested)
  const checked = await started(tested, `/api/runs/${run.id}/draft/runs`, { mode: 'check' })
  expect(await csvOf(tested, checked.id)).toBe(await csvOf(tested, run.id))
  const figuresOf = ({ report }: Run) => {
    const { costs, objective, objectiveBound, violations, unmet, serviceLevels, targets, gate } = report!
    return { costs, objective, objectiveBound, violations, unmet, serviceLevels, targets, gate }
  }
  expect(figuresOf(checked)).toEqual(figuresOf(run))

  // The same file brought in from outside is the same roster, byte for byte, and is told the same.
  const text = await csvOf(tested, run.id)
  const body = { week: run.week, weeks: 1, fileName: '排班.csv', text, replications: REPLICATIONS }
  const brought = await started(tested, `/api/plans/${plan.id}/rosters`, body)
  expect(brought.source).toEqual({ kind: 'file', fileName: '排班.csv' })
  expect(await csvOf(tested, brought.id)).toBe(text)
  expect(figuresOf(brought)).toEqual(figuresOf(run))
  const boardOf = async ({ id }: Run) => {
    const { runId: _, ...board } = runBoardSchema.parse((await tested.get(`/api/runs/${id}/board`)).json())
    return board
  }
  expect(await boardOf(brought)).toEqual(await boardOf(run))
})

test('a draft that breaks a hard rule has its report, has no gap, and may not be published', SLOW, async () => {
  const tested = await buildTestApp()
  const { run } = await planned(tested)
  const { assignments } = await rosterOf(tested, run.id)
  const shift = assignments.find(({ employeeId }) => employeeId === 'an')!
  const day = shift.start.slice(0, 10)
  // One person twice at once.
  await edit(tested, run.id, [cellOf('an', day, { shifts: [asDrafted(shift), asDrafted(shift)] })])
  const checked = await started(tested, `/api/runs/${run.id}/draft/runs`, { mode: 'check' })
  expect([checked.state, checked.report!.relativeGap]).toEqual(['succeeded', null])
  const broken = checked.report!.gate!.blockers.filter(({ kind }) => kind === 'brokenRule')
  expect(broken.length).toBeGreaterThan(0)
  const refused = await tested.post(`/api/runs/${checked.id}/publication`, overrideOf(checked))
  expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'notPublishable'])
  expect((await tested.get(`/api/runs/${checked.id}`)).json().publication).toBeNull()
})

test('solving goes on from a draft, and its locked days stay', SLOW, async () => {
  const tested = await buildTestApp()
  const { run } = await planned(tested)
  const { assignments, days } = await rosterOf(tested, run.id)
  const off = assignments.find(({ employeeId, pinned }) => employeeId === 'bo' && !pinned)!
  const offDay = off.start.slice(0, 10)
  await edit(tested, run.id, [cellOf('bo', offDay, { locked: true })])
  const locks = { people: ['cy'], dates: [days[0]!], shifts: false }
  const replanned = await started(tested, `/api/runs/${run.id}/draft/runs`, { mode: 'replan', locks, changeCost: 500 })
  expect([replanned.error, replanned.source]).toEqual([
    null,
    { kind: 'draft', runId: run.id, revision: 1, mode: 'replan' },
  ])
  expect(replanned.report!.kept).toMatchObject({ lockedPersonDays: expect.any(Number), released: [] })
  const made = (await rosterOf(tested, replanned.id)).assignments
  const shiftsOf = (list: typeof made, id: string) =>
    list.filter(({ employeeId }) => employeeId === id).map(({ start, end }) => `${start} ${end}`)
  expect(made.filter(({ employeeId, start }) => employeeId === 'bo' && start.startsWith(offDay))).toEqual([])
  expect(shiftsOf(made, 'cy')).toEqual(shiftsOf(assignments, 'cy'))
})

test('people whom a scenario brings are drafted like others, against the same requirement', SLOW, async () => {
  const tested = await buildTestApp()
  const files = importOf({ 'scenarios/more.yaml': 'id: more\nname: More people\nhires: [{ count: 1, like: bo }]\n' })
  const { id: planId } = (await tested.post('/api/plans', files)).json()
  const asked = { scenario: 'more', replications: 2, gap: 0.2 }
  const { id } = (await tested.post(`/api/plans/${planId}/runs`, asked)).json()
  const run = await tested.services.runs.finished(id)
  const { assignments } = await rosterOf(tested, id)
  const shift = assignments.find(({ employeeId }) => employeeId === 'new-1-001')!
  const day = shift.start.slice(0, 10)
  await edit(tested, id, [cellOf('new-1-001', day, { locked: true, shifts: [asDrafted(shift)] })])
  const checked = await started(tested, `/api/runs/${id}/draft/runs`, { mode: 'check' })
  expect([checked.error, checked.scenario, checked.report?.objectiveBound]).toEqual([
    null,
    'more',
    run.report!.objectiveBound,
  ])
  const replanned = await started(tested, `/api/runs/${id}/draft/runs`, { mode: 'replan', changeCost: 0 })
  const kept = (await rosterOf(tested, replanned.id)).assignments
  expect(kept.filter(({ employeeId, start }) => employeeId === 'new-1-001' && start.startsWith(day))).toEqual([
    { ...shift, pinned: true },
  ])
})

test('what is wrong with a file that is brought in is told with its row and next step', SLOW, async () => {
  const tested = await buildTestApp()
  const plan = await importSmallPlan(tested)
  const head = 'employee,start,end,template,breaks,queue_or_activity\n'
  const text = `${head}ann,2026-11-09T09:00+08:00,2026-11-09T18:00+08:00,day,,chat\n`
  const body = { week: '2026-11-09', weeks: 1, fileName: 'mine.csv', text, replications: 2 }
  const unknown = await started(tested, `/api/plans/${plan.id}/rosters`, body)
  expect(unknown).toMatchObject({
    state: 'failed',
    error: {
      code: 'invalidPlan',
      issues: [{ file: 'mine.csv', row: 2, column: 'employee', value: 'ann', hint: 'Maybe you meant "an".' }],
    },
  })
  const outside = await started(tested, `/api/plans/${plan.id}/rosters`, {
    ...body,
    text: text.replaceAll('ann', 'an').replaceAll('2026-11-09', '2026-11-16'),
  })
  expect(outside.error?.issues).toEqual([
    {
      value: '2026-11-16T09:00+08:00',
      problem: 'is the start of a shift of an outside the weeks of the run',
      hint: 'Give the weeks that the roster is for, or a roster of those alone.',
    },
  ])
  // Without a run of the same inputs the wages that are paid in any case are all that is proved.
  const alone = await started(tested, `/api/plans/${plan.id}/rosters`, { ...body, text: text.replaceAll('ann', 'an') })
  const guaranteed = 40 * (3250 + 3000 + 2800 + 3100)
  expect([alone.state, alone.report?.objectiveBound]).toEqual(['succeeded', guaranteed])
})

test('locks are for going on, and a check with any is refused', async () => {
  const tested = await buildTestApp()
  const runId = await storeDraftableRun(tested.db, await storePlan(tested.db))
  for (const more of [{ releaseLocks: true }, { changeCost: 5 }, { locks: { people: [], dates: [], shifts: true } }]) {
    const reply = await tested.post(`/api/runs/${runId}/draft/runs`, { mode: 'check', ...more })
    expect([reply.statusCode, reply.json().error.issues[0].column]).toEqual([400, 'mode'])
  }
})
