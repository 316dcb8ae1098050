import { describe, expect, test } from 'vitest'
import type { DraftCell, DraftShift } from '../../../server/contracts/roster-draft.ts'
import { rosterCsv } from '../../../server/exports/plan-files.ts'
import { parsePlanFolder, readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { parseRoster } from '../../../server/imports/roster-csv.ts'
import { boardReply } from '../../../server/jobs/board-reply.ts'
import { cellIssues, differsFromRun, draftedRoster } from '../../../server/services/draft-cells.ts'
import { draftFrame } from '../../../server/services/draft-frame.ts'
import { dayStarts, type Horizon, instantOnDay, localStamp, MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import { type Assignment, orderAssignments } from '../../../solver/domain/roster.ts'
import { plainScoreBasis } from '../../../solver/domain/score-basis.ts'
import { horizonsOfPeople } from '../../../solver/domain/site.ts'
import { weekHorizon } from '../../../solver/plan.ts'
import { cellOf } from '../draftable-run.ts'

/** Everybody works the first template that suits every other day, by the clock of their site, one with an activity. */
function madeShifts(inputs: PlanInputs, horizon: Horizon): Assignment[] {
  const horizonOf = horizonsOfPeople(inputs, horizon)
  const [template] = inputs.settings.shiftTemplates
  return inputs.employees.flatMap(({ id, skills }, person) => {
    const own = horizonOf(id)
    const days = dayStarts(own).slice(0, -1)
    return days.flatMap((start, day): Assignment[] => {
      if ((day + person) % 2 === 1) return []
      const startMs = instantOnDay(start, template!.startTimes[0]!, own.zone)
      const endMs = startMs + template!.lengthMinutes * MS_PER_MINUTE
      return [
        {
          ...{ employeeId: id, templateId: template!.id, startMs, endMs, pinned: false },
          breaks: template!.breaks.map(({ kind, paid, minutes, earliestStartMinutes }) => {
            const from = startMs + earliestStartMinutes * MS_PER_MINUTE
            return { kind, paid, startMs: from, endMs: from + minutes * MS_PER_MINUTE }
          }),
          queueIds: skills.map(({ queueId }) => queueId),
        },
      ]
    })
  })
}

async function twoSites() {
  const given = parsePlanFolder(await readPlanFolder('scenarios/two-sites'))
  const horizon = weekHorizon(given, '2026-11-02')
  const roster = { assignments: orderAssignments(madeShifts(given, horizon)) }
  const board = boardReply(given, { horizon, roster })
  const basis = plainScoreBasis(inputsFor(given, horizon), { horizon, queues: [] })
  return { given, roster, frame: draftFrame(JSON.stringify(board), JSON.stringify(basis)) }
}

/** The cells of a roster as the page sends them. */
function cellsOf({ frame, roster }: Awaited<ReturnType<typeof twoSites>>): DraftCell[] {
  const byPlace = Map.groupBy(roster.assignments, ({ employeeId, startMs }) =>
    JSON.stringify([employeeId, frame.days[frame.daysOf(employeeId).dayOf(startMs)]]),
  )
  return [...byPlace].map(([place, shifts]) => {
    const [employeeId, day] = JSON.parse(place)
    const stampsOf = ({ startMs, endMs }: { startMs: number; endMs: number }) => {
      const zone = frame.zoneOf(employeeId)
      return { start: localStamp(startMs, zone), end: localStamp(endMs, zone) }
    }
    const drafted = shifts.map(
      ({ templateId, breaks, queueIds, pinned, ...times }): DraftShift => ({
        ...{ templateId, ...stampsOf(times), pinned, queueIds: [...queueIds] },
        breaks: breaks.map(({ kind, paid, ...at }) => ({ kind, paid, ...stampsOf(at) })),
      }),
    )
    return cellOf(employeeId, day, { shifts: drafted })
  })
}

describe('people of two sites, in a week in which the clocks of one change', () => {
  test('cells of the whole roster are all in order, and none differs from what the run made', async () => {
    const made = await twoSites()
    const cells = cellsOf(made)
    expect(cells.length).toBeGreaterThan(50)
    const zones = new Set(cells.map(({ employeeId }) => made.frame.zoneOf(employeeId)))
    expect(zones.size).toBe(2)
    // A site a day apart has shifts whose date is not the day of their cell.
    expect(cells.some(({ day, shifts }) => !shifts[0]!.start.startsWith(day))).toBe(true)
    expect(cellIssues(made.frame, cells)).toEqual([])
    expect(cells.filter((cell) => differsFromRun(made.frame, cell))).toEqual([])
  })

  test('the drafted roster is the run with the cells in it, and its file is read back as the same', async () => {
    const made = await twoSites()
    const { frame, roster, given } = made
    expect(draftedRoster(frame, [])).toEqual({ roster, openShifts: 0 })
    const cells = cellsOf(made)
    expect(draftedRoster(frame, cells)).toEqual({ roster, openShifts: 0 })

    const [first] = cells
    const emptied = cellOf(first!.employeeId, first!.day)
    const open = { ...first!, employeeId: '' }
    const drafted = draftedRoster(frame, [emptied, open])
    expect([drafted.roster.assignments.length, drafted.openShifts]).toEqual([roster.assignments.length - 1, 1])
    expect([emptied, open].every((cell) => differsFromRun(frame, cell))).toBe(true)
    const text = rosterCsv(drafted.roster, frame.zoneOf)
    expect(parseRoster('roster.csv', text, given)).toEqual(drafted.roster)
  })
})
