import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { moneyIn } from './money.ts'

const HOURS_SHOWN = 5

/** What cannot be had and why, what changed of a roster that stood, and where one more agent would save most. */
export function livingLines(report: PlanReportReply, money: ReturnType<typeof moneyIn>): string[] {
  const { explanations = [], shadowPrices = [], kept } = report
  const dearest = [...shadowPrices].sort((a, b) => b.saves - a.saves).slice(0, HOURS_SHOWN)
  return [
    ...alike(explanations).flatMap(([{ message, waysOut }, ...others]) => [
      `Cannot be had: ${message}`,
      ...waysOut.map((way, index) => `  ${index + 1}. ${way.text}${gained(way)}`),
      ...(others.length > 0 ? [`  The same holds for ${others.map(({ employeeId }) => employeeId).join(', ')}.`] : []),
    ]),
    ...(kept ? keptLines(kept, money) : []),
    ...dearest.map(
      ({ queue, start, end, saves }) => `One more agent on ${queue}, ${start} to ${end}, saves ${money(saves)}`,
    ),
  ]
}

type Explanation = NonNullable<PlanReportReply['explanations']>[number]
type WayOut = Explanation['waysOut'][number]

/** Explanations of people who are in the same conflict together: a rule that no week satisfies concerns them all. */
function alike(explanations: readonly Explanation[]): (readonly [Explanation, ...Explanation[]])[] {
  const byConflict = new Map<string, [Explanation, ...Explanation[]]>()
  for (const explanation of explanations) {
    const { kind, employeeId, conflict, message } = explanation
    const key = employeeId === undefined ? message : `${kind} ${conflict.map(({ text }) => text).join('; ')}`
    const known = byConflict.get(key)
    if (known) known.push(explanation)
    else byConflict.set(key, [explanation])
  }
  return [...byConflict.values()]
}

const gained = ({ filledHours }: WayOut): string =>
  filledHours === undefined ? '' : ` (fills up to ${Number(filledHours.toFixed(2))} agent-hours)`

function keptLines(kept: NonNullable<PlanReportReply['kept']>, money: ReturnType<typeof moneyIn>): string[] {
  return [
    `Kept: ${kept.lockedPersonDays} person-days locked; ${kept.personDays} changed of ${kept.people} people, at ${money(kept.changeCost)}`,
    ...kept.released.map(({ message }) => `Lock given up: ${message}`),
    ...(kept.frontier ?? []).map(
      ({ personDays, objective, changeCost }) =>
        `  ${personDays} person-days changed: objective ${money(objective)}, and ${money(changeCost)} for the changes`,
    ),
  ]
}
