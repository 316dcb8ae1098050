import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { Shrinkage } from '../../solver/domain/shrinkage.ts'
import { spanIssues } from './lever-issues.ts'
import type { YamlFile } from './yaml-file.ts'

/** What `unplannedShrinkage` alone may not reach either. */
const TOO_MUCH = 0.9

/** What is wrong with shrinkage: spans that end before they begin, and days on which all of it leaves next to nobody. */
export const shrinkageIssues = ({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] =>
  value.shrinkage.flatMap((entry, index) => {
    const path = ['shrinkage', index]
    const span = spanIssues(path, entry, issueAt)
    const lost = mostLost(entry, value.shrinkage.slice(0, index + 1), value.unplannedShrinkage)
    if (span.length > 0 || lost < TOO_MUCH) return span
    const problem = `brings the paid time lost on the same days to ${Number((lost * 100).toFixed(1))} %`
    return [issueAt([...path, 'share'], problem, `Keep all shrinkage of a day together below ${TOO_MUCH * 100} %.`)]
  })

/** Share of paid time lost on the worst day of an entry, which is its first or the first of another one. */
function mostLost(entry: Shrinkage, all: readonly Shrinkage[], unplanned: number): number {
  const isInForce = (date: string) => (of: Shrinkage) => date >= startOf(of) && date <= (of.to ?? date)
  const dates = all.map(startOf).filter((date) => isInForce(date)(entry))
  const worked = dates.map((date) =>
    all.filter(isInForce(date)).reduce((left, { share }) => left * (1 - share), 1 - unplanned),
  )
  return 1 - Math.min(1, ...worked)
}

/** First date on which it is in force; the empty text is before all dates. */
const startOf = ({ from }: Shrinkage): string => from ?? ''
