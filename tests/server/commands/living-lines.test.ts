import { expect, test } from 'vitest'
import { livingLines } from '../../../server/commands/living-lines.ts'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'

type Explanation = NonNullable<PlanReportReply['explanations']>[number]

const stuck = (employeeId: string, ...texts: readonly string[]): Explanation => ({
  kind: 'noLegalWeek',
  employeeId,
  conflict: texts.map((text) => ({ kind: 'rule', text })),
  message: `${employeeId} has no legal week: ${texts.join(' and ')} cannot all be kept.`,
  waysOut: [{ text: `let ${texts[0]} be broken for ${employeeId}`, cost: null }],
})

test('people in the same conflict are explained once, and all are named', () => {
  const explanations = [stuck('an', 'rule a', 'rule b'), stuck('bo', 'rule c'), stuck('cy', 'rule a', 'rule b')]
  const report = { explanations, shadowPrices: [] } as unknown as PlanReportReply
  expect(livingLines(report, (amount) => `${amount}`)).toEqual([
    'Cannot be had: an has no legal week: rule a and rule b cannot all be kept.',
    '  1. let rule a be broken for an',
    '  The same holds for cy.',
    'Cannot be had: bo has no legal week: rule c cannot all be kept.',
    '  1. let rule c be broken for bo',
  ])
})
