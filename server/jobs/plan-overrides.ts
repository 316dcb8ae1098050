import type { ForecastOverride } from '../../solver/domain/forecast-override.ts'
import { localStamp } from '../../solver/domain/horizon.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Override } from '../contracts/forecast.ts'
import { localTimeReader } from '../imports/local-time.ts'
import { OVERRIDES_FILE, overridesCsv, parseOverrides } from '../imports/overrides-csv.ts'
import { parseSettings, SETTINGS_FILE } from '../imports/plan-settings.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import { describePlan } from './describe-plan.ts'
import type { ChangedOverrides, OverrideChange, PlanFiles } from './worker-task.ts'

/** @throws PlanningInputError when the plan's settings or overrides cannot be read */
export function planOverrides(files: PlanFiles): Override[] {
  const { settings, overrides } = readOverrides(files)
  return overrides.map((override) => shown(override, settings.zone))
}

/**
 * The plan's overrides with one more or one less, and the plan described with them.
 * @returns `changed` undefined when there is none of the id to remove
 * @throws PlanningInputError naming what is wrong with a new one
 */
export function changeOverrides(files: PlanFiles, change: OverrideChange): ChangedOverrides | undefined {
  const { settings, overrides } = readOverrides(files)
  const changed = 'add' in change ? added(change.add, settings) : overrides.find(({ id }) => id === change.remove)
  if (!changed) return undefined
  const others = overrides.filter(({ id }) => id !== changed.id)
  const next = 'add' in change ? [...others, changed] : others
  const text = next.length === 0 ? null : overridesCsv(next, settings.zone)
  const nextFiles = new Map(files)
  if (text === null) nextFiles.delete(OVERRIDES_FILE)
  else nextFiles.set(OVERRIDES_FILE, text)
  return {
    changed: shown(changed, settings.zone),
    overrides: planOverrides(nextFiles),
    files: new Map([[OVERRIDES_FILE, text]]),
    described: describePlan(nextFiles),
  }
}

/** @throws PlanningInputError when `plan.yaml` cannot be read */
export function settingsOf(files: PlanFiles): PlanSettings {
  const issues: InputIssue[] = []
  const settings = parseSettings(files.get(SETTINGS_FILE) ?? '', issues)?.settings
  if (!settings) throw new PlanningInputError(issues)
  return settings
}

function readOverrides(files: PlanFiles): { settings: PlanSettings; overrides: readonly ForecastOverride[] } {
  const settings = settingsOf(files)
  const issues: InputIssue[] = []
  const text = files.get(OVERRIDES_FILE)
  const overrides = text === undefined ? [] : parseOverrides(OVERRIDES_FILE, text, settings, issues)
  if (issues.length > 0) throw new PlanningInputError(issues)
  return { settings, overrides }
}

const shown = ({ startMs, endMs, createdAtMs, ...override }: ForecastOverride, zone: string): Override => ({
  ...override,
  start: localStamp(startMs, zone),
  end: localStamp(endMs, zone),
  createdAt: new Date(createdAtMs).toISOString(),
})

/** Columns are named as the request names them: the person has not seen the file. */
function added({ start, end, createdAt, ...override }: Override, settings: PlanSettings): ForecastOverride {
  const issues: InputIssue[] = []
  const report = (column: keyof Override, value: string, problem: string, hint: string) =>
    issues.push({ column, value, problem, hint })
  const readTime = localTimeReader(settings.zone)
  const timeOf = (column: 'start' | 'end', text: string) => {
    const time = readTime(text)
    if (!('problem' in time)) return time.ms
    report(column, text, time.problem, time.hint)
    return Number.NaN
  }
  const [startMs, endMs] = [timeOf('start', start), timeOf('end', end)]
  if (endMs <= startMs) report('end', end, `is not after the start ${start}`, 'Give a span of time, first to last.')
  const known = settings.queues.map(({ id }) => id)
  if (!known.includes(override.queueId)) {
    report('queueId', override.queueId, 'is not a queue of plan.yaml', knownWordsHint(override.queueId, known))
  }
  if (override.kind !== 'add' && override.value < 0) {
    report('value', String(override.value), 'is negative', 'Use "add" to take contacts off.')
  }
  if (issues.length > 0) throw new PlanningInputError(issues)
  return { ...override, startMs, endMs, createdAtMs: Date.parse(createdAt) }
}
