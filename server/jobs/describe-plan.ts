import { createHash } from 'node:crypto'
import { DateTime } from 'luxon'
import { MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { isInstant, type Queue } from '../../solver/domain/queue.ts'
import type { QueueTarget } from '../contracts/plan.ts'
import { historyFileOf, parsePlanFolder } from '../imports/plan-folder.ts'
import { SETTINGS_FILE } from '../imports/plan-settings.ts'
import { settingsWithoutTargets } from '../imports/settings-without-targets.ts'
import { planScenarios } from './plan-scenarios.ts'
import type { DescribedPlan, PlanFiles } from './worker-task.ts'

/**
 * Reads a plan folder and says what it holds.
 * @throws PlanningInputError with everything that is wrong with it
 */
export function describePlan(files: PlanFiles): DescribedPlan {
  const inputs = parsePlanFolder(files)
  const { name, zone, currency, intervalMinutes, weekStartsOn, queues, groups, shiftTemplates } = inputs.settings
  const named = ({ id, name }: { id: string; name?: Queue['name'] }) => ({ id, name: name ?? id })
  return {
    inputHash: inputs.inputHash,
    forecastHash: forecastHashOf(files),
    description: {
      ...{ name, zone, currency, intervalMinutes, weekStartsOn },
      defaultWeek: firstWeekAfterHistory(inputs),
      queues: queues.map((queue) => ({ ...named(queue), channel: queue.channel, target: targetOf(queue) })),
      groups: groups.map(({ name, ...group }) => ({ ...group, name: name ?? group.id })),
      shiftTemplates: shiftTemplates.map(named),
      employees: inputs.employees.map(({ id, name, group }) => ({ id, name, group })),
      scenarios: planScenarios(files, inputs).map(named),
    },
  }
}

/**
 * SHA-256 over path and content of what the model forecasts from: overrides and people are no part, nor are targets, so
 * that changing one leaves the forecasts as they are.
 */
export function forecastHashOf(files: PlanFiles): string {
  const hash = createHash('sha256')
  for (const path of [SETTINGS_FILE, 'calendar.csv', 'calendar.ics', historyFileOf(files.get(SETTINGS_FILE))]) {
    const content = files.get(path)
    const text = path === SETTINGS_FILE ? settingsWithoutTargets(content) : content
    if (text !== undefined) hash.update(`${path}\0${Buffer.byteLength(text)}\0`).update(text)
  }
  return hash.digest('hex')
}

const targetOf = (queue: Queue): QueueTarget =>
  isInstant(queue) ? { kind: 'serviceLevel', ...queue.target } : { kind: 'deadline', ...queue.target }

/** First day of the first week that begins when the history of every queue has ended, `YYYY-MM-DD`. */
function firstWeekAfterHistory({ settings, history }: PlanInputs): string {
  const ends = history.map((queue) => queue.startsAt + queue.volume.length * queue.intervalMinutes * MS_PER_MINUTE)
  const end = DateTime.fromMillis(Math.max(...ends), { zone: settings.zone })
  const midnight = end.startOf('day')
  const firstDay = midnight < end ? midnight.plus({ days: 1 }) : midnight
  return firstDay.plus({ days: (settings.weekStartsOn - firstDay.weekday + 7) % 7 }).toISODate()!
}
