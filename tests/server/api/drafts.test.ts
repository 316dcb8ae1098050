import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { MAX_NOTE_CHARACTERS } from '../../../server/contracts/draft-limits.ts'
import {
  type DraftCell,
  type DraftEditRequest,
  draftEditsSchema,
  type RosterDraft,
  rosterDraftSchema,
} from '../../../server/contracts/roster-draft.ts'
import { ownerOf } from '../database.ts'
import { cellOf, dayShift, editOf, MADE_SHIFTS, storeDraftableRun } from '../draftable-run.ts'
import { ACTOR, storeFinishedRun, storePlan, storeRun } from '../stored-plan.ts'
import { buildTestApp, type TestApp } from './build-test-app.ts'

const MONDAY = '2026-11-09'
const TUESDAY = '2026-11-10'
const FRIDAY = '2026-11-13'

async function draftOf({ get }: TestApp, runId: string): Promise<RosterDraft> {
  return rosterDraftSchema.parse((await get(`/api/runs/${runId}/draft`)).json())
}

const send = ({ post }: TestApp, runId: string, edit: DraftEditRequest) => post(`/api/runs/${runId}/draft/edits`, edit)

async function stored(tested: TestApp, runId: string, edit: DraftEditRequest) {
  const reply = await send(tested, runId, edit)
  expect(reply.statusCode, reply.body).toBe(201)
  return draftEditsSchema.parse(reply.json())
}

async function startedDraft() {
  const tested = await buildTestApp()
  const runId = await storeDraftableRun(tested.db, await storePlan(tested.db))
  return { tested, runId }
}

test('an edit is stored, told with its cells, and the draft is what differs from the run', async () => {
  const { tested, runId } = await startedDraft()
  expect(await draftOf(tested, runId)).toEqual({ runId, revision: 0, cells: [], edits: [] })

  const moved = [
    cellOf('an', MONDAY),
    cellOf('bo', MONDAY, { shifts: [dayShift(MONDAY)], note: '替班', color: 'amber' }),
  ]
  const edit = editOf(moved)
  const { revision, edits } = await stored(tested, runId, edit)
  const summary = {
    revision: 1,
    id: edit.id,
    editor: edit.editor,
    kind: 'move',
    by: ACTOR,
    name: 'Local planner',
    at: expect.any(String),
  }
  expect([revision, edits]).toEqual([1, [{ ...summary, cellCount: 2, cells: moved }]])
  expect(await draftOf(tested, runId)).toEqual({ runId, revision: 1, cells: moved, edits: [{ ...summary, cells: 2 }] })

  // Undone, both days are as the run made them, times written in another offset included.
  const monday = { ...MADE_SHIFTS[0]!, start: '2026-11-09T01:00Z', queueIds: ['tickets', 'chat'] }
  const undone = editOf([cellOf('an', MONDAY, { shifts: [monday] }), cellOf('bo', MONDAY)], { baseRevision: 1 })
  expect((await stored(tested, runId, { ...undone, editor: edit.editor })).revision).toBe(2)
  const draft = await draftOf(tested, runId)
  expect([draft.revision, draft.cells, draft.edits.map(({ revision }) => revision)]).toEqual([2, [], [2, 1]])
  const later = draftEditsSchema.parse((await tested.get(`/api/runs/${runId}/draft/edits?after=1`)).json())
  expect([later.revision, later.edits.map(({ id }) => id)]).toEqual([2, [undone.id]])

  const audit = await tested.db
    .selectFrom('audit_log')
    .selectAll()
    .where('entity', '=', 'draft')
    .orderBy('id')
    .execute()
  expect(audit.map(({ action, actor_id, entity_id, detail }) => [action, actor_id, entity_id, detail])).toEqual([
    ['draft.edited', ACTOR, runId, { revision: 1, editId: edit.id, kind: 'move', cells: 2 }],
    ['draft.edited', ACTOR, runId, { revision: 2, editId: undone.id, kind: 'move', cells: 2 }],
  ])
})

test('an edit that is sent again, by a server started anew too, counts once and is answered the same', async () => {
  const { tested, runId } = await startedDraft()
  const edit = editOf([cellOf('bo', FRIDAY, { locked: true })])
  const first = (await send(tested, runId, edit)).json()
  await stored(tested, runId, editOf([cellOf('cy', FRIDAY, { note: 'later' })], { baseRevision: 1 }))
  expect((await send(tested, runId, edit)).json()).toEqual(first)

  const restarted = await buildTestApp({ db: tested.db })
  const again = await send(restarted, runId, edit)
  expect([again.statusCode, again.json()]).toEqual([201, first])
  const { revision, cells } = await draftOf(restarted, runId)
  expect([revision, cells.map(({ employeeId }) => employeeId)]).toEqual([2, ['bo', 'cy']])
  expect(
    (await stored(restarted, runId, editOf([cellOf('cy', TUESDAY, { color: 'red' })], { baseRevision: 2 }))).revision,
  ).toBe(3)

  const other = await storeDraftableRun(tested.db, await storePlan(tested.db))
  const taken = await send(tested, other, edit)
  expect([taken.statusCode, taken.json().error.code]).toEqual([409, 'conflict'])
})

test('editors of different cells are merged; of the same cell the second is told, and nothing of theirs is stored', async () => {
  const { tested, runId } = await startedDraft()
  const [mine, theirs] = [crypto.randomUUID(), crypto.randomUUID()]
  await stored(tested, runId, editOf([cellOf('an', MONDAY)], { editor: mine }))
  const merged = await stored(tested, runId, editOf([cellOf('cy', MONDAY, { note: 'theirs' })], { editor: theirs }))
  expect(merged.edits.map(({ revision, editor }) => [revision, editor])).toEqual([
    [1, mine],
    [2, theirs],
  ])
  // A tab that sends its next edit before it heard of its last is in nobody's way, least of all its own.
  await stored(tested, runId, editOf([cellOf('an', MONDAY, { color: 'blue' })], { editor: mine }))

  const clashing = editOf([cellOf('bo', MONDAY), cellOf('an', MONDAY), cellOf('cy', MONDAY)], { editor: theirs })
  const refused = await send(tested, runId, { ...clashing, baseRevision: 1 })
  expect([refused.statusCode, refused.json().error]).toMatchObject([
    409,
    {
      code: 'conflict',
      message:
        'Somebody else changed the shifts of 安安 (an) on 2026-11-09 meanwhile. Nothing was stored: load their edits, then decide again.',
    },
  ])
  const draft = await draftOf(tested, runId)
  expect([draft.revision, draft.cells.map(({ employeeId, note, color }) => [employeeId, note, color])]).toEqual([
    3,
    [
      ['an', '', 'blue'],
      ['cy', 'theirs', null],
    ],
  ])
  expect((await stored(tested, runId, { ...clashing, baseRevision: 3 })).revision).toBe(4)
})

test('open shifts are a cell of each day like any other, and a conflict over them says so', async () => {
  const { tested, runId } = await startedDraft()
  const open = Array.from({ length: 6 }, () => dayShift(TUESDAY))
  await stored(tested, runId, editOf([cellOf('', TUESDAY, { shifts: open })]))
  expect((await draftOf(tested, runId)).cells).toEqual([cellOf('', TUESDAY, { shifts: open })])
  const refused = await send(tested, runId, editOf([cellOf('', TUESDAY), cellOf('an', FRIDAY)]))
  expect(refused.json().error.message).toContain('Somebody else changed the open shifts on 2026-11-10 meanwhile.')
  const ahead = await send(tested, runId, editOf([cellOf('an', FRIDAY)], { baseRevision: 7 }))
  expect([ahead.statusCode, ahead.json().error.message]).toEqual([
    409,
    'The edit was made after revision 7, and the draft is at 1. Load the draft again.',
  ])
})

const shiftWith = (changes: object): DraftCell =>
  cellOf('an', MONDAY, { shifts: [{ ...dayShift(MONDAY), ...changes }] })

test.each<[string, readonly DraftCell[], string, string]>([
  ['an unknown person', [cellOf('am', MONDAY)], 'am', 'is not a person of the run'],
  ['a day outside', [cellOf('an', '2026-11-16')], '2026-11-16', 'is not a day of the run'],
  ['an unknown template', [shiftWith({ templateId: 'dya' })], 'dya', 'is not a shift template of the run'],
  ['an unknown queue', [shiftWith({ queueIds: ['chta'] })], 'chta', 'is not a queue of the run'],
  ['no queue', [shiftWith({ queueIds: [] })], '', 'names no queue'],
  [
    'times off the grid',
    [shiftWith({ start: '2026-11-09T09:30+08:00' })],
    '2026-11-09T09:30+08:00',
    'is off the grid of 60-minute intervals',
  ],
  [
    'a shift of another day',
    [shiftWith({ start: '2026-11-08T20:00+08:00' })],
    '2026-11-08T20:00+08:00',
    'is not on 2026-11-09',
  ],
  [
    'a start after the end',
    [shiftWith({ end: '2026-11-09T08:00+08:00' })],
    '2026-11-09T08:00+08:00',
    'is not after the start 2026-11-09T09:00+08:00',
  ],
  [
    'a shift of days',
    [shiftWith({ end: '2026-11-11T18:00+08:00' })],
    '2026-11-11T18:00+08:00',
    'is more than 48 hours after the start 2026-11-09T09:00+08:00',
  ],
  [
    'a break the template does not have',
    [shiftWith({ breaks: [{ ...dayShift(MONDAY).breaks[0], kind: 'rest' }] })],
    'rest',
    'is a kind of break that template "day" does not have',
  ],
  [
    'an activity that there is not',
    [
      shiftWith({
        activities: [{ activityId: 'yoga', start: '2026-11-09T09:00+08:00', end: '2026-11-09T10:00+08:00' }],
      }),
    ],
    'yoga',
    'is not an activity of the run',
  ],
  [
    'five shifts of a person',
    [cellOf('an', MONDAY, { shifts: Array.from({ length: 5 }, () => dayShift(MONDAY)) })],
    '5',
    'are too many shifts of a person on a day',
  ],
  ['a cell twice', [cellOf('an', MONDAY), cellOf('an', MONDAY)], 'an 2026-11-09', 'stands twice in one edit'],
])('refused with its place, value and next step: %s', async (_name, cells, value, problem) => {
  const { tested, runId } = await startedDraft()
  const reply = await send(tested, runId, editOf([cellOf('bo', MONDAY), ...cells]))
  const { code, issues } = reply.json().error
  expect([reply.statusCode, code]).toEqual([400, 'invalidRequest'])
  expect(issues).toEqual([
    { column: expect.stringMatching(/^cells\.[12]\./), value, problem, hint: expect.stringMatching(/\.$/) },
  ])
  expect((await draftOf(tested, runId)).revision).toBe(0)
})

test.each<[string, Partial<DraftEditRequest>]>([
  ['no cell', { cells: [] }],
  ['too many cells', { cells: Array.from({ length: 20_001 }, () => cellOf('an', MONDAY)) }],
  ['a note too long', { cells: [cellOf('an', MONDAY, { note: 'x'.repeat(MAX_NOTE_CHARACTERS + 1) })] }],
  ['a note that cannot be stored', { cells: [cellOf('an', MONDAY, { note: 'a\0b' })] }],
  ['a colour that there is not', { cells: [cellOf('an', MONDAY, { color: 'pink' as never })] }],
  ['a kind that is no word', { kind: '<b>' }],
  ['an id that is none', { id: 'first' }],
  ['a date that there is not', { cells: [shiftWith({ end: '2026-11-31T08:00+08:00' })] }],
  ['a time without an offset', { cells: [shiftWith({ start: '2026-11-09T09:00' })] }],
])('refused by the contract: %s', async (_name, changes) => {
  const { tested, runId } = await startedDraft()
  const reply = await send(tested, runId, editOf([cellOf('an', MONDAY)], changes))
  expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'invalidRequest'])
})

test('a run without a roster, or of an earlier version, has no draft', async () => {
  const tested = await buildTestApp()
  const planId = await storePlan(tested.db)
  const edit = editOf([cellOf('an', MONDAY)])
  const queued = await send(tested, await storeRun(tested.db, planId), edit)
  expect([queued.statusCode, queued.json().error.code]).toEqual([409, 'notReady'])
  const earlier = await tested.get(`/api/runs/${await storeFinishedRun(tested.db, planId)}/draft`)
  expect([earlier.statusCode, earlier.json().error.message]).toEqual([
    404,
    'The run kept no board of its roster. Plan the week again to have one.',
  ])
})

describe('twenty editors at once', () => {
  test('on different cells: each has a revision of its own, and nothing is lost', async () => {
    const { tested, runId } = await startedDraft()
    const places = ['an', 'bo', 'cy']
      .flatMap((id) => Array.from({ length: 7 }, (_, day) => [id, day] as const))
      .slice(1)
    const edits = places.map(([id, day]) =>
      editOf([cellOf(id, `2026-11-${String(9 + day).padStart(2, '0')}`, { note: `${id} ${day}` })]),
    )
    const replies = await Promise.all(edits.map((edit) => stored(tested, runId, edit)))
    expect(replies.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(edits.map((_, index) => index + 1))
    const { revision, cells } = await draftOf(tested, runId)
    expect([revision, new Set(cells.map(({ note }) => note)).size]).toEqual([20, 20])
    for (const { revision, edits: told } of replies)
      expect(told.map((edit) => edit.revision)).toEqual(Array.from({ length: revision }, (_, index) => index + 1))
  })

  test('on the same cell: the first is stored, the others are told', async () => {
    const { tested, runId } = await startedDraft()
    const edits = Array.from({ length: 20 }, (_, index) => editOf([cellOf('an', MONDAY, { note: `${index}` })]))
    const codes = (await Promise.all(edits.map((edit) => send(tested, runId, edit)))).map(
      ({ statusCode }) => statusCode,
    )
    expect(codes.toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)])
    const { revision, cells } = await draftOf(tested, runId)
    expect([revision, cells.map(({ note }) => note)]).toEqual([1, [`${codes.indexOf(201)}`]])
  })

  test('of which all are one and the same edit: it counts once', async () => {
    const { tested, runId } = await startedDraft()
    const edit = editOf([cellOf('an', MONDAY, { note: 'once' })])
    const replies = await Promise.all(Array.from({ length: 20 }, () => stored(tested, runId, edit)))
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect((await draftOf(tested, runId)).revision).toBe(1)
  })
})

test('the latest of each cell is told, however many edits there were', async () => {
  const { tested, runId } = await startedDraft()
  for (let at = 0; at < 30; at++) {
    const note = `${at}`
    await stored(tested, runId, editOf([cellOf(at % 2 ? 'an' : 'bo', FRIDAY, { note })], { baseRevision: at }))
  }
  const { cells, edits } = await draftOf(tested, runId)
  expect(cells.map(({ employeeId, note }) => [employeeId, note])).toEqual([
    ['an', '29'],
    ['bo', '28'],
  ])
  expect([edits.length, edits[0]!.revision]).toEqual([30, 30])
})

test.each(['roster_edit', 'roster_edit_cell', 'given_roster'])('%s is never changed', async (table) => {
  const { tested } = await startedDraft()
  const owner = ownerOf(tested.db)
  for (const statement of [
    `update ${table} set created_by = 'x'`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
  ]) {
    await expect(sql.raw(statement).execute(owner)).rejects.toThrow(/are never changed/)
  }
})

test('each revision is told to those who follow the draft, the one that stands first', async () => {
  const { tested, runId } = await startedDraft()
  await stored(tested, runId, editOf([cellOf('an', MONDAY)]))
  const address = await tested.app.listen({ host: '127.0.0.1', port: 0 })
  const reader = new AbortController()
  const reply = await fetch(`${address}/api/runs/${runId}/draft/events`, { signal: reader.signal })
  let text = ''
  const revisions = () =>
    [...text.matchAll(/event: ?draft\ndata: ?(.+)\n/g)].map(([, data]) => JSON.parse(data!).revision)
  const decoder = new TextDecoder()
  for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (revisions().length === 1)
      await stored(tested, runId, editOf([cellOf('bo', MONDAY, { locked: true })], { baseRevision: 1 }))
    if (revisions().length >= 2) break
  }
  reader.abort()
  expect(revisions()).toEqual([1, 2])
  const other = await tested.app.inject({
    url: `/api/runs/${runId}/draft/events`,
    headers: { accept: 'application/json' },
  })
  expect(other.statusCode).toBe(400)
})
