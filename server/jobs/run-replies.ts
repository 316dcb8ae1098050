import { queueCurve } from '../../solver/domain/capacity-curve.ts'
import { horizonEnd, localStamp } from '../../solver/domain/horizon.ts'
import type { PlanInputs, PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { Explanation, KeptReport, PlanReport, PlanResult } from '../../solver/domain/plan-outputs.ts'
import { isInstant, type Queue } from '../../solver/domain/queue.ts'
import { type Assignment, assignmentPaidMinutes } from '../../solver/domain/roster.ts'
import type { IntervalService, TargetOutcome } from '../../solver/domain/service-outputs.ts'
import { shrinkageByInterval } from '../../solver/domain/shrinkage.ts'
import { planDateOf, zonesOfPeople } from '../../solver/domain/site.ts'
import type { ExplanationReply } from '../contracts/living-report.ts'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { RunCoverage, RunForecast, RunRoster } from '../contracts/run-result.ts'
import { bandColumns, column, columnOrNull, daysOf, gridOf, orNull, rounded } from './reply-columns.ts'

/** A run's replies without the run's id, which the worker does not know. */
export type ForecastContent = Omit<RunForecast, 'runId'>
export type CoverageContent = Omit<RunCoverage, 'runId'>
export type RosterContent = Omit<RunRoster, 'runId'>

export function forecastReply(inputs: PlanInputs, { horizon, forecast }: PlanResult): ForecastContent {
  const stamp = (instant: number) => localStamp(instant, horizon.zone)
  return {
    ...gridOf(horizon),
    queues: forecast.queues.map(bandColumns),
    events: inputs.calendar
      .filter((event) => event.startMs < horizonEnd(horizon) && event.endMs > horizon.startsAt)
      .map(({ startMs, endMs, ...event }) => ({ ...event, start: stamp(startMs), end: stamp(endMs) })),
  }
}

/** @param settings as the run used them, with its scenario */
export function coverageReply(
  settings: PlanSettings,
  { horizon, requirement, check, service }: PlanResult,
): CoverageContent {
  const queueById = new Map(settings.queues.map((queue) => [queue.id, queue]))
  const coverageById = new Map(check.coverage.map((coverage) => [coverage.queueId, coverage]))
  const serviceById = new Map(service.map((simulated) => [simulated.queueId, simulated]))
  const queues = requirement.queues.map((need) => {
    const given = coverageById.get(need.queueId)!
    const shared = {
      queueId: need.queueId,
      volume: column(need.volume),
      ahtSeconds: columnOrNull(need.ahtSeconds),
      offeredErlangs: columnOrNull(need.offeredErlangs),
      coveredAgents: column(given.coveredAgents),
      netStaffing: column(given.netStaffing),
      service: serviceColumns(serviceById.get(need.queueId)!),
    }
    return need.kind === 'instant'
      ? {
          ...shared,
          kind: need.kind,
          requiredAgents: column(need.requiredAgents),
          requiredAgentsP10: column(need.requiredAgentsP10),
          requiredAgentsP90: column(need.requiredAgentsP90),
          scheduledAgents: column(need.scheduledAgents),
          serviceLevel: columnOrNull(need.serviceLevel),
          reasons: mapValues(need.reasons, column),
          model: queueModel(queueById.get(need.queueId)),
        }
      : {
          ...shared,
          kind: need.kind,
          dueByEnd: column(need.dueByEnd),
          openingBacklog: rounded(need.openingBacklog),
          backlog: column(given.backlog),
          overdue: column(given.overdue),
          model: { serviceLevelTarget: queueById.get(need.queueId)!.target.serviceLevelTarget },
        }
  })
  return { ...gridOf(horizon), shrinkage: column(shrinkageByInterval(settings, horizon)), queues }
}

function queueModel(queue: Queue | undefined) {
  if (queue === undefined || !isInstant(queue)) return undefined
  const { target, meanPatienceSeconds, maxOccupancy } = queue
  return {
    serviceLevelTarget: target.serviceLevelTarget,
    answerWithinSeconds: target.answerWithinSeconds,
    meanPatienceSeconds: meanPatienceSeconds ?? null,
    capacityCurve: [...queueCurve(queue)],
    maxOccupancy,
  }
}

const serviceColumns = (simulated: IntervalService) => ({
  contacts: column(simulated.contacts),
  serviceLevel: columnOrNull(simulated.serviceLevel),
  lower95: columnOrNull(simulated.lower95),
  upper95: columnOrNull(simulated.upper95),
  asaSeconds: columnOrNull(simulated.asaSeconds),
  abandonRate: columnOrNull(simulated.abandonRate),
  occupancy: columnOrNull(simulated.occupancy),
  backlog: column(simulated.backlog),
  backlogAgeHours: column(simulated.backlogAgeHours),
})

const mapValues = <Key extends string, Value, Result>(
  record: Readonly<Record<Key, Value>>,
  change: (value: Value) => Result,
) =>
  Object.fromEntries(Object.entries<Value>(record).map(([key, value]) => [key, change(value)])) as Record<Key, Result>

export function rosterReply(inputs: PlanInputs, { horizon, roster }: PlanResult): RosterContent {
  const { zone } = horizon
  const zoneOf = zonesOfPeople(inputs)
  return {
    zone,
    days: daysOf(horizon),
    employees: inputs.employees.map(({ id, name, group }) => ({
      ...{ id, name, group },
      ...(zoneOf(id) !== zone && { zone: zoneOf(id) }),
    })),
    assignments: roster.assignments.map((assignment) =>
      assignmentReply(assignment, zoneOf(assignment.employeeId), zone),
    ),
  }
}

function assignmentReply(assignment: Assignment, zone: string, planZone: string): RosterContent['assignments'][number] {
  const span = ({ startMs, endMs }: { startMs: number; endMs: number }) => ({
    start: localStamp(startMs, zone),
    end: localStamp(endMs, zone),
  })
  const times = span(assignment)
  const planDay = zone === planZone ? undefined : planDateOf(assignment.startMs, zone, planZone)
  return {
    employeeId: assignment.employeeId,
    templateId: assignment.templateId,
    ...times,
    breaks: assignment.breaks.map((item) => ({ kind: item.kind, paid: item.paid, ...span(item) })),
    ...(assignment.activities && {
      activities: assignment.activities.map((item) => ({ activityId: item.activityId, ...span(item) })),
    }),
    ...(assignment.onCall === true && { onCall: true }),
    queueIds: [...assignment.queueIds],
    pinned: assignment.pinned,
    paidMinutes: assignmentPaidMinutes(assignment),
    ...(planDay !== undefined && !times.start.startsWith(planDay) && { planDay }),
  }
}

const explanationReply = ({ conflict, waysOut, ...explanation }: Explanation): ExplanationReply => ({
  ...explanation,
  conflict: [...conflict],
  waysOut: [...waysOut],
})

const keptReply = ({ released, frontier, ...kept }: KeptReport): NonNullable<PlanReportReply['kept']> => ({
  ...kept,
  released: released.map(explanationReply),
  ...(frontier && { frontier: frontier.map((point) => ({ ...point, costs: { ...point.costs } })) }),
})

/** The report with null for what could not be measured, which JSON has no number for. */
export const reportReply = ({ satisfactionPrior, kept, ...report }: PlanReport): PlanReportReply => ({
  ...report,
  explanations: report.explanations.map(explanationReply),
  shadowPrices: [...report.shadowPrices],
  ...(kept && { kept: keptReply(kept) }),
  ...(satisfactionPrior && { satisfactionPrior: [...satisfactionPrior] }),
  relativeGap: orNull(report.relativeGap),
  relativeGapOfControllable: orNull(report.relativeGapOfControllable),
  versions: { ...report.versions },
  unmet: [...report.unmet],
  violations: [...report.violations],
  warnings: [...report.warnings],
  serviceRounds: [...report.serviceRounds],
  missing: [...report.missing],
  targets: report.targets.map(targetReply),
  gate: {
    publishable: report.gate.publishable,
    blockers: report.gate.blockers.map((blocker) =>
      blocker.overridable ? { ...blocker, target: targetReply(blocker.target) } : blocker,
    ),
  },
  serviceLevels: report.serviceLevels.map((level) => ({
    ...level,
    mean: orNull(level.mean),
    lower95: orNull(level.lower95),
    upper95: orNull(level.upper95),
    abandonRate: orNull(level.abandonRate),
    asaSeconds: orNull(level.asaSeconds),
    occupancy: orNull(level.occupancy),
  })),
})

const targetReply = (outcome: TargetOutcome) => ({
  ...outcome,
  mean: orNull(outcome.mean),
  lower95: orNull(outcome.lower95),
  upper95: orNull(outcome.upper95),
})
