import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { YamlFile } from './yaml-file.ts'

/** Times that fall inside an interval: they could be neither staffed nor counted exactly. */
export function gridIssues({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const { intervalMinutes } = value
  const issues: InputIssue[] = []
  const check = (path: PropertyKey[], minutes: number) => {
    if (minutes % intervalMinutes === 0) return
    const hint = `Use a multiple of ${intervalMinutes} minutes, or a smaller intervalMinutes.`
    issues.push(issueAt(path, `is off the grid of ${intervalMinutes}-minute intervals`, hint))
  }
  value.queues.forEach((queue, index) => {
    queue.openHours.forEach((window, position) => {
      check(['queues', index, 'openHours', position, 'from'], window.from)
      check(['queues', index, 'openHours', position, 'to'], window.to)
    })
    queue.targets.forEach((target, place) => {
      target.window?.forEach((window, position) => {
        check(['queues', index, 'targets', place, 'window', position, 'from'], window.from)
        check(['queues', index, 'targets', place, 'window', position, 'to'], window.to)
      })
    })
  })
  value.shiftTemplates.forEach((template, index) => {
    const path = ['shiftTemplates', index]
    check([...path, 'lengthMinutes'], template.lengthMinutes)
    for (const [position, minute] of template.startTimes.entries()) {
      check([...path, 'startTimes', position], minute)
      if (template.startTimes.indexOf(minute) === position) continue
      issues.push(issueAt([...path, 'startTimes', position], 'stands twice among the start times', 'Remove one.'))
    }
    template.breaks.forEach((item, position) => {
      for (const key of ['minutes', 'earliestStartMinutes', 'latestStartMinutes'] as const) {
        check([...path, 'breaks', position, key], item[key])
      }
    })
  })
  return issues
}
