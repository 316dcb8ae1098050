import { expect, it } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

function messageOf(section: string): string {
  const files = smallPlan()
  files.set('plan.yaml', `${files.get('plan.yaml')}headcount:\n${section}\n`)
  try {
    parsePlanFolder(files)
    return ''
  } catch (error) {
    return (error as Error).message.replace(/row \d+/g, 'row N')
  }
}

it('needs no section, and takes one that says little', () => {
  expect(parsePlanFolder(smallPlan()).settings.headcount).toBeUndefined()
  expect(messageOf('  attrition: { rate: 0.05 }')).toBe('')
})

it.each([
  [
    '  bookedHires: [{ group: cares, startsOn: 2027-01-04, people: 3 }]',
    'plan.yaml row N, column headcount.bookedHires[0].group: "cares" is not a group of plan.yaml. Maybe you meant "care".',
  ],
  [
    '  hiring: { contract: part-time }',
    'plan.yaml row N, column headcount.hiring.contract: "part-time" is not a contract of plan.yaml. Use one of: full-time.',
  ],
  [
    '  hiring: { classMin: 5, classMax: 3 }',
    'plan.yaml row N, column headcount.hiring.classMax: "3" is below classMin: no class could begin. Correct it.',
  ],
  [
    '  attrition: { rate: 0.05, low: 0.06 }',
    'plan.yaml row N, column headcount.attrition.low: "0.06" is above headcount.attrition.rate (0.05). Write shares of the same period: low <= rate <= high.',
  ],
  [
    '  transfers: [{ from: care, to: care }]',
    'plan.yaml row N, column headcount.transfers[0].to: "care" is where they come from. Name another group.',
  ],
  [
    '  shrinkage: [{ name: leave, kind: planned, share: 0.8 }, { name: more, kind: planned, share: 0.6 }]',
    'plan.yaml row N, column headcount.shrinkage: takes 92 % of all paid time together. Keep all of it below 90 %.',
  ],
  [
    '  transfers: [{ from: care, to: care, ramp: [-0.5] }]',
    'plan.yaml row N, column headcount.transfers[0].ramp[0]: "-0.5" is too small. Use at least 0.',
  ],
])('refuses %s', (section, message) => {
  expect(messageOf(section)).toBe(message)
})
