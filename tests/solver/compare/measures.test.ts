import { expect, test } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { measuredValues } from '../../../solver/compare/measures.ts'
import { sharedForecast } from '../../../solver/compare/shared-forecast.ts'
import { MEASURE_NAMES, type Measure, type MeasuredValue } from '../../../solver/domain/comparison.ts'
import { inputsFor } from '../../../solver/domain/plan-inputs.ts'
import type { PlanResult } from '../../../solver/domain/plan-outputs.ts'
import type { Requirement } from '../../../solver/domain/requirement-outputs.ts'
import { modelForecastFor, plan, weekHorizon } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

const given = parsePlanFolder(smallPlan())
const horizon = weekHorizon(given, SMALL_PLAN_WEEK)
const inputs = inputsFor(given, horizon)
const made = plan(given, {
  ...{ week: SMALL_PLAN_WEEK, seed: 1, gap: 0.1, timeLimitSeconds: 60, replications: 4 },
  ...{ now: () => 0, versions: {} },
})

/** @param of a queue or group; the whole plan when absent */
function figure(values: readonly MeasuredValue[], name: Measure, of?: string): MeasuredValue {
  return values.find(({ measure, queue, group }) => measure === name && (queue ?? group) === of)!
}

test('every measure is there once at a place, and costs, service and verdicts are those of the report', async () => {
  const result = await made
  const values = measuredValues(inputs, result)
  const places = values.map(({ measure, queue, group }) => `${measure} ${queue} ${group}`)
  expect(new Set(places).size).toBe(places.length)
  // A prior of satisfaction is not part of the small plan.
  expect(new Set(values.map(({ measure }) => measure))).toEqual(
    new Set(MEASURE_NAMES.filter((name) => name !== 'satisfaction')),
  )
  const { costs, objective, objectiveBound, serviceLevels, gate } = result.report
  expect([figure(values, 'wages').value, figure(values, 'overtimeCost').value]).toEqual([costs.wages, costs.overtime])
  expect([figure(values, 'objective').value, figure(values, 'objectiveBound').value]).toEqual([
    objective,
    objectiveBound,
  ])
  const [chat] = serviceLevels
  expect(figure(values, 'serviceLevel', 'chat')).toMatchObject({ value: chat!.mean, lower95: chat!.lower95 })
  expect(figure(values, 'publishable').value).toBe(gate.publishable ? 1 : 0)
})

test('people and hours are counted from the roster', async () => {
  const result = await made
  const values = measuredValues(inputs, result)
  const { assignments } = result.roster
  const minutes = assignments.reduce((sum, { startMs, endMs }) => sum + (endMs - startMs) / 60_000 - 60, 0)
  expect(figure(values, 'paidHours').value).toBe(minutes / 60)
  expect(figure(values, 'fteWorked').value).toBe(minutes / 2400)
  expect(figure(values, 'peopleWorking').value).toBe(new Set(assignments.map(({ employeeId }) => employeeId)).size)
  expect(figure(values, 'headcount').value).toBe(4)
  // The small plan has one group, which everybody is in.
  for (const name of ['wages', 'paidHours', 'overtimeHours', 'peopleWorking'] as const)
    expect(figure(values, name, 'care').value).toBe(figure(values, name).value)
})

test('groups sum to the team, and whoever has no overtime has no hours of it', async () => {
  const result = await made
  const groups = ['bo', 'others'].map((id) => ({ id }))
  const parted = {
    ...inputs,
    settings: { ...inputs.settings, groups },
    employees: inputs.employees.map((person) => ({ ...person, group: person.id === 'bo' ? 'bo' : 'others' })),
  }
  const values = measuredValues(parted, result)
  for (const name of ['headcount', 'wages', 'paidHours', 'overtimeHours', 'fteWorked'] as const) {
    const sum = figure(values, name, 'bo').value! + figure(values, name, 'others').value!
    expect(sum).toBeCloseTo(figure(values, name).value!, 6)
  }
  const short = { ...result, roster: { assignments: result.roster.assignments.slice(0, 3) } }
  expect(figure(measuredValues(parted, short), 'overtimeHours').value).toBe(0)
})

test('overtime is what a week has beyond the contract', async () => {
  const result = await made
  const contracts = inputs.settings.contracts.map((contract) => ({
    ...contract,
    ...{ guaranteedMinutesPerWeek: 0, ordinaryMinutesPerWeek: 480 },
  }))
  const values = measuredValues({ ...inputs, settings: { ...inputs.settings, contracts } }, result)
  const shiftsOf = Map.groupBy(result.roster.assignments, ({ employeeId }) => employeeId)
  const beyond = [...shiftsOf.values()].reduce((sum, shifts) => sum + 8 * (shifts.length - 1), 0)
  expect(beyond).toBeGreaterThan(0)
  expect(figure(values, 'overtimeHours').value).toBe(beyond)
})

test('agents required count before shrinkage, scheduled ones after; tickets by the work that they are', async () => {
  const result = await made
  const hours = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0)
  const [chat, tickets] = result.requirement.queues as unknown as [
    Extract<Requirement['queues'][number], { kind: 'instant' }>,
    Extract<Requirement['queues'][number], { kind: 'deferred' }>,
  ]
  const values = measuredValues(inputs, result)
  expect(figure(values, 'requiredHours', 'chat').value).toBeCloseTo(hours(chat.requiredAgents), 9)
  expect(figure(values, 'scheduledHours', 'chat').value).toBe(hours(chat.scheduledAgents))
  // Ten minutes each, and one in twenty paid minutes is lost.
  expect(figure(values, 'requiredHours', 'tickets').value).toBeCloseTo(hours(tickets.volume) / 6, 6)
  expect(figure(values, 'scheduledHours', 'tickets').value).toBeCloseTo(hours(tickets.volume) / 6 / 0.95, 6)
})

test('what is not measured is null: nobody came, nothing was simulated', async () => {
  const result = await made
  const emptied: PlanResult = { ...result, report: { ...result.report, serviceLevels: [] } }
  const values = measuredValues(inputs, emptied)
  expect([figure(values, 'serviceLevel', 'chat').value, figure(values, 'wagesPerContact').value]).toEqual([null, null])
})

test('a forecast is shared only by those who would be told the same', () => {
  let asked = 0
  const shared = sharedForecast((...question) => {
    asked++
    return modelForecastFor(...question)
  })
  const first = shared(inputs, horizon)
  expect(shared({ ...inputs, employees: [], overrides: [] }, horizon)).toBe(first)
  expect(asked).toBe(1)
  const [chat, ...others] = inputs.settings.queues
  const slower = { ...inputs.settings, queues: [{ ...chat!, ahtSeconds: 999 }, ...others] }
  for (const other of [
    { ...inputs, calendar: inputs.calendar.slice(1) },
    { ...inputs, history: inputs.history.slice(1) },
    { ...inputs, settings: slower },
  ]) {
    const before = asked
    shared(other, horizon)
    expect(asked).toBe(before + 1)
  }
})
