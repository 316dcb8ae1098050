import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { moneyIn } from './money.ts'

const HOURS_SHOWN = 5

/** What cannot be had and why, what changed of a roster that stood, and where one more agent would save most. */
export function livingLines(report: PlanReportReply, money: ReturnType<typeof moneyIn>): string[] {
  const { explanations = [], shadowPrices = [], kept } = report
  const dearest = [...shadowPrices].sort((a, b) => b.saves - a.saves).slice(0, HOURS_SHOWN)
  return [
    ...explanations.flatMap(({ message, waysOut }) => [
      `Cannot be had: ${message}`,
      ...waysOut.map((way, index) => `  ${index + 1}. ${way.text}${gained(way)}`),
    ]),
    ...(kept ? keptLines(kept, money) : []),
    ...dearest.map(
      ({ queue, start, end, saves }) => `One more agent on ${queue}, ${start} to ${end}, saves ${money(saves)}`,
    ),
  ]
}

type WayOut = NonNullable<PlanReportReply['explanations']>[number]['waysOut'][number]

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
