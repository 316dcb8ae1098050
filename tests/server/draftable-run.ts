import type { DraftCell, DraftEditRequest, DraftShift } from '../../server/contracts/roster-draft.ts'
import { rosterCsv } from '../../server/exports/plan-files.ts'
import { parsePlanFolder } from '../../server/imports/plan-folder.ts'
import { boardReply } from '../../server/jobs/board-reply.ts'
import type { Database } from '../../server/store/database.ts'
import { finishRun, startRun } from '../../server/store/run-store.ts'
import { inputsFor } from '../../solver/domain/plan-inputs.ts'
import type { Roster } from '../../solver/domain/roster.ts'
import { plainScoreBasis } from '../../solver/domain/score-basis.ts'
import { zonesOfPeople } from '../../solver/domain/site.ts'
import { weekHorizon } from '../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { ACTOR, OPEN_GATE, storeRun } from './stored-plan.ts'

/** A day shift of the small plan. @param day `YYYY-MM-DD` */
export const dayShift = (day: string, queueIds: readonly string[] = ['chat']): DraftShift => ({
  templateId: 'day',
  start: `${day}T09:00+08:00`,
  end: `${day}T18:00+08:00`,
  breaks: [{ kind: 'meal', paid: false, start: `${day}T12:00+08:00`, end: `${day}T13:00+08:00` }],
  queueIds: [...queueIds],
  pinned: false,
})

export const cellOf = (employeeId: string, day: string, changes: Partial<DraftCell> = {}): DraftCell => ({
  ...{ employeeId, day, shifts: [], locked: false, color: null, note: '' },
  ...changes,
})

/** An edit of a new browser tab. */
export const editOf = (cells: readonly DraftCell[], changes: Partial<DraftEditRequest> = {}): DraftEditRequest => ({
  ...{ id: crypto.randomUUID(), editor: crypto.randomUUID(), kind: 'move', baseRevision: 0, cells: [...cells] },
  ...changes,
})

/** The week of a run of the small plan in which an works on Monday and Tuesday and nobody else does. */
export const MADE_SHIFTS = ['2026-11-09', '2026-11-10'].map((day) => dayShift(day, ['chat', 'tickets']))

/** Stores a succeeded run of the small plan with what drafts are read against, as if it had been planned. @returns its id */
export async function storeDraftableRun(db: Database, planId: string): Promise<string> {
  const given = parsePlanFolder(smallPlan())
  const horizon = weekHorizon(given, SMALL_PLAN_WEEK)
  const roster: Roster = {
    assignments: MADE_SHIFTS.map(({ start, end, breaks, activities: _, ...shift }) => ({
      ...{ ...shift, employeeId: 'an', startMs: Date.parse(start), endMs: Date.parse(end) },
      breaks: breaks.map(({ kind, paid, ...at }) => ({
        ...{ kind, paid, startMs: Date.parse(at.start), endMs: Date.parse(at.end) },
      })),
    })),
  }
  const id = await storeRun(db, planId)
  await startRun(db, id)
  const contents = new Map([
    ['roster.csv', rosterCsv(roster, zonesOfPeople(given))],
    ['board.json', JSON.stringify(boardReply(given, { horizon, roster }))],
    ['score-basis.json', JSON.stringify(plainScoreBasis(inputsFor(given, horizon), { horizon, queues: [] }))],
  ])
  await finishRun(db, id, ACTOR, { state: 'succeeded', report: OPEN_GATE, contents })
  return id
}
