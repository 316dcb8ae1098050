import { PlanningInputError } from './planning-input-error.ts'
import { compareIds } from './roster.ts'
import { BASIC } from './rule-packs/basic.ts'
import { CALIFORNIA } from './rule-packs/california.ts'
import { CN_COMPREHENSIVE } from './rule-packs/cn-comprehensive.ts'
import { CN_REST_DAY_PAY, CN_STANDARD } from './rule-packs/cn-standard.ts'
import { EU } from './rule-packs/eu.ts'
import { FAIR_WORKWEEK } from './rule-packs/fair-workweek.ts'
import type { PredictabilityPay, RulePack } from './rule-packs/rule-pack.ts'
import { approvedUntilOf, leftOutOf, packIdOf, packScopeOf, type RulePackUse } from './rule-packs/rule-pack-use.ts'
import { UK } from './rule-packs/uk.ts'
import { US_FEDERAL } from './rule-packs/us-federal.ts'
import type { WorkRule } from './work-rule.ts'

export const RULE_PACKS: readonly RulePack[] = [
  BASIC,
  CN_STANDARD,
  CN_REST_DAY_PAY,
  ...CN_COMPREHENSIVE,
  EU,
  UK,
  US_FEDERAL,
  CALIFORNIA,
  ...FAIR_WORKWEEK,
]

/**
 * The basic pack, the named packs and a plan's own rules, ordered by id.
 * @throws PlanningInputError on an unknown pack, a rule left out that its pack does not have, or a rule id used twice
 */
export function rulesInForce(uses: readonly RulePackUse[], ownRules: readonly WorkRule[]): WorkRule[] {
  const packed = uses.filter((use) => packIdOf(use) !== BASIC.id || isPartial(use)).flatMap(rulesOf)
  const rules = [...BASIC.rules, ...packed, ...ownRules].sort((a, b) => compareIds(a.id, b.id))
  const twice = rules.find((rule, index) => rules[index + 1]?.id === rule.id)
  if (!twice) return rules
  throw new PlanningInputError({
    file: 'plan.yaml',
    column: ownRules.some(({ id }) => id === twice.id) ? 'workRules' : 'rulePacks',
    value: twice.id,
    problem: 'is the id of two work rules',
    hint: ownRules.some(({ id }) => id === twice.id)
      ? 'Give your own rule another id; the rules of the packs keep theirs.'
      : 'Name each pack once.',
  })
}

/** Packs that a plan names, in its order, each with whom it binds. Laws on late changes and on contracts are in them. */
export const packsInForce = (uses: readonly RulePackUse[]): { pack: RulePack; use: RulePackUse }[] =>
  uses.map((use) => ({ pack: packOf(packIdOf(use)), use }))

/** What late changes to a schedule cost by the packs that a plan names, on a local date. */
export const predictabilityPayOn = (
  date: string,
  uses: readonly RulePackUse[],
): { law: PredictabilityPay; appliesTo: ReturnType<typeof packScopeOf> }[] =>
  packsInForce(uses).flatMap(({ pack, use }) =>
    pack.predictabilityPay
      .filter(({ validFrom, validTo }) => validFrom <= date && (validTo === undefined || date <= validTo))
      .map((law) => ({ law, appliesTo: packScopeOf(use) })),
  )

/**
 * What a planner must know of the packs for a horizon that ends on a local date, sentences: holidays of years without a
 * notice yet, and approvals that have run out.
 */
export const rulePackGaps = (lastDate: string, uses: readonly RulePackUse[]): string[] =>
  packsInForce(uses).flatMap(({ pack: { id, datesKnownUntil, needsApproval }, use }) => {
    const approvedUntil = approvedUntilOf(use)
    const gaps: string[] = []
    if (datesKnownUntil !== undefined && lastDate > datesKnownUntil)
      gaps.push(
        `Rule pack ${id} knows holidays until ${datesKnownUntil}: later ones are planned at ordinary pay. Add a rule of kind datePremium with their dates.`,
      )
    if (needsApproval && approvedUntil === undefined)
      gaps.push(`Rule pack ${id} needs an approval of the authority. Name its last day as approvedUntil.`)
    if (needsApproval && approvedUntil !== undefined && lastDate > approvedUntil)
      gaps.push(`The approval of rule pack ${id} ends on ${approvedUntil}. Plan with the standard pack after it.`)
    return gaps
  })

const isPartial = (use: RulePackUse): boolean => packScopeOf(use) !== undefined || leftOutOf(use).length > 0

function rulesOf(use: RulePackUse): WorkRule[] {
  const pack = packOf(packIdOf(use))
  if (pack === BASIC) throw refusal(BASIC.id, 'always holds, for everybody', 'Name it alone, or not at all.')
  const known = [...pack.rules, ...pack.contractTerms].map(({ id }) => id)
  const left = leftOutOf(use)
  const unknown = left.find((id) => !known.includes(id))
  if (unknown !== undefined)
    throw refusal(unknown, `is not a rule of pack ${JSON.stringify(pack.id)}`, `Use one of: ${known.join(', ')}.`)
  const scope = packScopeOf(use)
  return pack.rules
    .filter(({ id }) => !left.includes(id))
    .map((rule) => (scope ? { ...rule, appliesTo: { ...rule.appliesTo, ...scope } } : rule))
}

function packOf(id: string): RulePack {
  const pack = RULE_PACKS.find((candidate) => candidate.id === id)
  if (pack) return pack
  const known = RULE_PACKS.map((candidate) => candidate.id).join(', ')
  throw refusal(id, 'is not a rule pack', `Use one of: ${known}; or write the rules under workRules.`)
}

const refusal = (value: string, problem: string, hint: string): PlanningInputError =>
  new PlanningInputError({ file: 'plan.yaml', column: 'rulePacks', value, problem, hint })
