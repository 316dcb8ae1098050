import { describe, expect, test } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { WORK_RULE_KINDS, type WorkRuleKind, workRuleSchema } from '../../../solver/domain/work-rule.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { replaced } from '../../server/imports/broken-plan.ts'
import { RULE_SAMPLES } from './rule-samples.ts'

const textOf = (kind: WorkRuleKind) => ({ id: `a-${kind}`, source: 'company', kind, ...RULE_SAMPLES[kind] })
const PAY = WORK_RULE_KINDS.filter((kind) => kind.endsWith('Premium'))

test('there is a sample of every kind', () => {
  expect(Object.keys(RULE_SAMPLES).toSorted()).toEqual(WORK_RULE_KINDS.toSorted())
  expect(WORK_RULE_KINDS.length).toBeGreaterThan(40)
  expect(PAY).toHaveLength(6)
})

describe('a rule of each kind', () => {
  for (const kind of WORK_RULE_KINDS) {
    test(kind, () => {
      const text = textOf(kind)
      const rule = workRuleSchema.parse(text)
      // What was written is kept; times of day become minutes after midnight.
      expect(rule).toMatchObject({
        ...text,
        ...('from' in text && { from: expect.any(Number), to: expect.any(Number) }),
      })
      const severity = PAY.includes(kind) ? 'pay' : 'penaltyPerUnit' in text ? 'soft' : 'hard'
      expect(rule.severity).toBe('severity' in text ? text.severity : severity)
      expect(workRuleSchema.safeParse({ ...text, unheardOf: 1 }).success).toBe(false)
      const { source: _source, ...unsourced } = text
      expect(workRuleSchema.safeParse(unsourced).success).toBe(false)
    })
  }

  test('is read from plan.yaml as its schema reads it', () => {
    const texts = WORK_RULE_KINDS.map(textOf)
    const templates = `  - id: late\n    startTimes: ["12:00"]\n    lengthMinutes: 480\nrulePacks: [cn-standard]\n`
    const rules = `${texts.map((text) => `  - ${JSON.stringify(text)}`).join('\n')}\n  - { id: rest,`
    const changed = replaced('plan.yaml', 'rulePacks: [cn-standard]\n', templates)['plan.yaml']!
    const plan = changed.replace('  - { id: rest,', () => rules)
    const read = parsePlanFolder(smallPlan({ 'plan.yaml': plan }))
    const byId = new Map(read.workRules.map((rule) => [rule.id, rule]))
    for (const text of texts) expect(byId.get(text.id)).toEqual(workRuleSchema.parse(text))
  })
})

test('a share of evenings says when evenings are, one of holidays on which dates', () => {
  const share = (rest: object) =>
    workRuleSchema.safeParse({
      id: 'a',
      source: 'company',
      kind: 'fairShare',
      penaltyPerUnit: 1,
      allowancePerWeek: 1,
      ...rest,
    })
  expect(share({ of: 'weekends' }).success).toBe(true)
  expect(share({ of: 'nights' }).error?.issues).toMatchObject([
    { path: ['of'], message: 'has no from and to, so that no shift would count' },
  ])
  expect(share({ of: 'holidays' }).error?.issues).toMatchObject([
    { path: ['of'], message: 'has no dates, so that no shift would count' },
  ])
  expect(share({ of: 'holidays', dates: ['2026-10-01'] }).success).toBe(true)
})

test('a soft rule without a price is only told, a rule of preference has one', () => {
  expect(workRuleSchema.safeParse({ ...textOf('maxWeekends'), severity: 'soft' }).success).toBe(true)
  expect(workRuleSchema.safeParse({ id: 'a', source: 'company', kind: 'preferredHours' }).success).toBe(false)
  expect(workRuleSchema.safeParse({ ...textOf('noNightWork'), severity: 'soft' }).success).toBe(false)
})
