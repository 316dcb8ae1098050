import type { HeadcountAssumption, ShrinkageBucket } from '../domain/headcount-plan.ts'
import { type HeadcountSettings, headcountSchema } from '../domain/headcount-settings.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import { TESTED_DAYS } from './grown-forecast.ts'
import { headcountTerms, RAMP_PRIOR } from './problem-from-plan.ts'

export interface AssumptionFacts {
  readonly settings: PlanSettings
  readonly decidedOn: string
  /** Last local date of history. */
  readonly lastKnown: string
  readonly repeatedEvents: number
  readonly sampledWeeks: number
  readonly openingPeople: number
}

/** All that the plan takes as given, with where it comes from. */
export function planAssumptions(facts: AssumptionFacts): HeadcountAssumption[] {
  const { settings, decidedOn, lastKnown, repeatedEvents, sampledWeeks, openingPeople } = facts
  const terms = headcountTerms(settings)
  const given = settings.headcount
  const data = (what: string, value: string): HeadcountAssumption => ({ what, value, source: 'data' })
  return [
    data('forecast', `history to ${lastKnown}; beyond ${TESTED_DAYS / 7} weeks its trend fades and is untested`),
    {
      what: 'growth of volume a year',
      value: terms.growthPerYear === undefined ? 'none beyond the fading trend' : percent(terms.growthPerYear),
      source: terms.growthPerYear === undefined ? 'default' : 'plan.yaml',
    },
    {
      what: 'events beyond the calendar',
      value: terms.repeatEvents
        ? `${repeatedEvents} repeated: livestreams 364 days later, sales and holidays on their date; lunar holidays keep last year's date until the calendar has them`
        : 'none',
      source: sourceOf(given, 'repeatEvents'),
    },
    { what: 'decided on', value: decidedOn, source: terms.decidedOn === decidedOn ? 'plan.yaml' : 'data' },
    data('opening headcount', `${openingPeople} people of employees.csv, all of them there on the first day`),
    {
      what: 'hours a week of one FTE',
      value: String(terms.standardHoursPerWeek),
      source: sourceOf(given, 'standardHoursPerWeek'),
    },
    {
      what: 'speed of new people by week',
      value: (settings.ramp?.weeks ?? RAMP_PRIOR).map((speed) => Math.round(speed * 100)).join(', '),
      source: settings.ramp ? 'plan.yaml' : 'prior',
    },
    ...attritionOf(terms, given),
    ...hiringOf(terms, given),
    {
      what: 'overtime',
      value: `at most ${terms.overtime.maxHoursPerMonth} hours a month and the contract's a week`,
      source: sourceOf(given, 'overtime'),
    },
    {
      what: 'hours short',
      value:
        terms.shortage === 'priced'
          ? 'allowed where dearer to cover than the queue says'
          : 'only where nothing can cover them',
      source: sourceOf(given, 'shortage'),
    },
    data(
      'shift fit',
      `least paid hours of the plan's shifts in ${sampledWeeks} weeks, the others like the most similar of them; weekly days off and rest are not in it`,
    ),
    data(
      'end of the plan',
      'nothing after it counts: whoever is hired in its last months must pay back within them, so teams run down towards the end; plan half a year further than you decide',
    ),
    data('band p10 to p90', 'all days of a week busier or calmer together, need in proportion to volume'),
  ]
}

const percent = (share: number): string => `${Number((100 * share).toFixed(2))} %`

function attritionOf({ attrition }: HeadcountSettings, given: HeadcountSettings | undefined): HeadcountAssumption[] {
  const { rate, per, newHireRate, newHireMonths, trainingDropOut } = attrition
  const fresh = newHireRate === undefined ? '' : `; new hires ${percent(newHireRate)} for ${newHireMonths} months`
  const dropOut = trainingDropOut > 0 ? `; ${percent(trainingDropOut)} drop out of training` : ''
  return [
    {
      what: 'attrition',
      value: `${percent(rate)} a ${per}${fresh}${dropOut}`,
      source: sourceOf(given, 'attrition', 'prior'),
    },
  ]
}

function hiringOf({ hiring }: HeadcountSettings, given: HeadcountSettings | undefined): HeadcountAssumption[] {
  const { leadWeeks, classMin, classMax, maxClassesPerPeriod, costPerHire } = hiring
  const source = sourceOf(given, 'hiring', 'prior')
  return [
    { what: 'from request to first day', value: `${leadWeeks} weeks`, source },
    { what: 'classes', value: `${classMin} to ${classMax} people, at most ${maxClassesPerPeriod} a period`, source },
    { what: 'cost per hire, minor units', value: String(costPerHire), source },
  ]
}

/** Said by plan.yaml where it differs from what holds when nothing is said. */
function sourceOf(
  given: HeadcountSettings | undefined,
  key: keyof HeadcountSettings,
  otherwise: HeadcountAssumption['source'] = 'default',
): HeadcountAssumption['source'] {
  const unsaid = headcountSchema.parse({})
  return given && JSON.stringify(given[key]) !== JSON.stringify(unsaid[key]) ? 'plan.yaml' : otherwise
}

/** Every bucket of paid time lost, the weekly plan's first. */
export function shrinkageBuckets(settings: PlanSettings): ShrinkageBucket[] {
  const { unplannedShrinkage, shrinkage } = settings
  const bucketsOf = (list: PlanSettings['shrinkage'], source: string) =>
    list.map(
      ({ name, kind, share, from, to }): ShrinkageBucket => ({
        ...{ name, kind, share, source },
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      }),
    )
  return [
    ...(unplannedShrinkage > 0
      ? [{ name: 'unplanned', kind: 'unplanned' as const, share: unplannedShrinkage, source: 'unplannedShrinkage' }]
      : []),
    ...bucketsOf(shrinkage, 'shrinkage'),
    ...bucketsOf(headcountTerms(settings).shrinkage, 'headcount.shrinkage'),
  ]
}
