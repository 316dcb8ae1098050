import type {
  FurtherTarget,
  InstantSettings,
  QueueTargets,
  TargetPreset,
} from '../../../server/contracts/queue-targets.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { leastThat } from '../../../solver/staffing/least-that.ts'
import { evaluateQueue, leastAgents } from '../../../solver/staffing/queue-model.ts'

const INTERVAL_MINUTES = 30

/** Targets of presets in the versions that hold on a local date, `YYYY-MM-DD`. */
export const presetTargetsOn = (presets: readonly TargetPreset[], ids: readonly string[], date: string) =>
  presets
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ versions }) => versions.filter((version) => holdsOn(version.validFrom, version.validTo, date)))
    .flatMap(({ targets }) => targets)

export const holdsOn = (from: string | undefined, to: string | undefined, date: string): boolean =>
  (from === undefined || from <= date) && (to === undefined || date <= to)

/**
 * Agents on position that a steady half hour of so many contacts takes, in an hour in which every target counts that is in
 * force on the date. The plan itself also reckons with what busier hours leave behind.
 * @returns undefined when the figures cannot be used
 */
export function previewAgents(
  { ahtSeconds, capacityCurve }: QueueTargets,
  settings: InstantSettings,
  ofPresets: readonly FurtherTarget[],
  contacts: number,
  date: string,
): number | undefined {
  const { target, maxOccupancy, meanPatienceSeconds } = settings
  const load = {
    ...{ volume: contacts, intervalMinutes: INTERVAL_MINUTES, ahtSeconds, meanPatienceSeconds },
    curve: Float64Array.from(capacityCurve),
  }
  const further = [...settings.targets, ...ofPresets].filter(({ from, to }) => holdsOn(from, to, date))
  const agentsFor = (asked: FurtherTarget): number => {
    if (asked.kind === 'presence') return asked.agents
    if (asked.kind === 'finishedWithin') return 0
    if (asked.kind !== 'meanResponse') {
      return leastAgents({ ...load, answerWithinSeconds: asked.seconds, target: asked.share, maxOccupancy })
    }
    if (contacts === 0) return 0
    const wait = (agents: number) => evaluateQueue({ ...load, answerWithinSeconds: 0, agents }).asaSeconds
    return leastThat((agents) => wait(agents) <= asked.seconds, Math.ceil((contacts * ahtSeconds) / 1800), 0)
  }
  const main = { kind: 'answeredWithin', over: 'week', share: target.serviceLevelTarget } as const
  try {
    return Math.max(...[{ ...main, seconds: target.answerWithinSeconds }, ...further].map(agentsFor))
  } catch (error) {
    if (error instanceof PlanningInputError) return undefined
    throw error
  }
}
