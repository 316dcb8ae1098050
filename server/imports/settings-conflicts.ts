import { isBound } from '../../solver/check/is-bound.ts'
import type { Employee } from '../../solver/domain/employee.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { ContractTerm } from '../../solver/domain/rule-packs/rule-pack.ts'
import { leftOutOf, packScopeOf } from '../../solver/domain/rule-packs/rule-pack-use.ts'
import { packsInForce } from '../../solver/domain/rule-packs.ts'
import type { ShiftTemplate } from '../../solver/domain/shift-template.ts'
import type { WorkRule, WorkRuleOf } from '../../solver/domain/work-rule.ts'
import { mayWork } from './employees-csv.ts'
import type { YamlFile } from './yaml-file.ts'

type File = YamlFile<PlanSettings>

/** What no roster could keep, whatever the demand: rules against rules, against shift templates and against contracts. */
export const ruleConflicts = (
  file: File,
  workRules: readonly WorkRule[],
  employees: readonly Employee[],
): InputIssue[] => [
  ...opposedRules(file, workRules, employees),
  ...hoursBeyondContracts(file, employees),
  ...missingPeople(file, employees),
  ...impossibleTemplates(file, workRules, employees),
  ...contractIssues(file, employees),
]

/** The least or the most that a rule allows of something. */
interface Bound {
  readonly rule: WorkRule
  readonly of: string
  readonly side: 'least' | 'most'
  readonly key: 'minDays' | 'maxDays' | 'minMinutes' | 'maxMinutes'
  readonly size: number
}

function boundOf(rule: WorkRule): Bound[] {
  if (rule.severity !== 'hard') return []
  switch (rule.kind) {
    case 'minConsecutiveDays':
      return [{ rule, of: 'days in a row', side: 'least', key: 'minDays', size: rule.minDays }]
    case 'maxConsecutiveDays':
      return [{ rule, of: 'days in a row', side: 'most', key: 'maxDays', size: rule.maxDays }]
    case 'minConsecutiveDaysOff':
      return [{ rule, of: 'days off', side: 'least', key: 'minDays', size: rule.minDays }]
    case 'maxConsecutiveDaysOff':
      return [{ rule, of: 'days off', side: 'most', key: 'maxDays', size: rule.maxDays }]
    case 'minMinutesPerPeriod':
      return [{ rule, of: rule.period, side: 'least', key: 'minMinutes', size: rule.minMinutes }]
    case 'maxMinutesPerPeriod':
      return [{ rule, of: rule.period, side: 'most', key: 'maxMinutes', size: rule.maxMinutes }]
    default:
      return []
  }
}

/** A least above a most of the same thing, for somebody whom both bind on some day. */
function opposedRules(file: File, workRules: readonly WorkRule[], employees: readonly Employee[]): InputIssue[] {
  const bounds = workRules.flatMap(boundOf)
  const mosts = bounds.filter(({ side }) => side === 'most')
  return bounds
    .filter(({ side }) => side === 'least')
    .flatMap((least) =>
      mosts.flatMap((most) => {
        if (least.of !== most.of || least.size <= most.size || !shareADay(least.rule, most.rule)) return []
        const bound = employees.find((person) => isBound(least.rule, person) && isBound(most.rule, person))
        return bound ? [opposition(file, least, most, bound)] : []
      }),
    )
}

const shareADay = (a: WorkRule, b: WorkRule): boolean =>
  (a.validFrom ?? '') <= (b.validTo ?? '9') && (b.validFrom ?? '') <= (a.validTo ?? '9')

/** Told at the rule of the plan's own; those of packs are right by themselves. */
function opposition({ value, issueAt }: File, least: Bound, most: Bound, { id }: Employee): InputIssue {
  const position = (bound: Bound) => value.workRules.findIndex((rule) => rule.id === bound.rule.id)
  const [own, other, relation] = position(least) >= 0 ? [least, most, 'more'] : [most, least, 'less']
  const path = position(own) >= 0 ? ['workRules', position(own), own.key] : ['rulePacks']
  const problem = `of rule ${JSON.stringify(own.rule.id)} is ${relation} than the ${other.size} of rule ${JSON.stringify(other.rule.id)}, and both bind ${id}`
  return issueAt(path, problem, 'Change one of the two, or whom it applies to.')
}

/** Hours that a rule asks of somebody whose contract, with all its overtime, has fewer. */
const hoursBeyondContracts = ({ value, issueAt }: File, employees: readonly Employee[]): InputIssue[] =>
  value.workRules.flatMap((rule, index) => {
    if (rule.kind !== 'minMinutesPerPeriod' || rule.period !== 'week' || rule.severity !== 'hard') return []
    for (const { id, ordinaryMinutesPerWeek, maxOvertimeMinutesPerWeek } of value.contracts) {
      const most = ordinaryMinutesPerWeek + maxOvertimeMinutesPerWeek
      const bound = employees.find((person) => person.contractId === id && isBound(rule, person))
      if (!bound || rule.minMinutes <= most) continue
      const problem = `is more than the ${most} that contract ${JSON.stringify(id)} allows ${bound.id}, overtime included`
      const hint = 'Ask for less, or leave the contract out of appliesTo.'
      return [issueAt(['workRules', index, 'minMinutes'], problem, hint)]
    }
    return []
  })

/** More people asked for at once than a rule binds at all. */
const missingPeople = ({ value, issueAt }: File, employees: readonly Employee[]): InputIssue[] =>
  value.workRules.flatMap((rule, index) => {
    if ((rule.kind !== 'minPresence' && rule.kind !== 'shiftCover') || rule.severity !== 'hard') return []
    const bound = employees.filter((person) => isBound(rule, person)).length
    if (rule.agents <= bound) return []
    const problem = `is more than the ${bound} people whom the rule binds`
    return [issueAt(['workRules', index, 'agents'], problem, 'Ask for fewer, or write severity: soft and a price.')]
  })

/** Templates that lack breaks which hard rules demand of all who could work them. */
function impossibleTemplates(
  { value, issueAt }: File,
  workRules: readonly WorkRule[],
  employees: readonly Employee[],
): InputIssue[] {
  const breakRules = workRules.filter(
    (rule): rule is WorkRuleOf<'minBreaks'> =>
      rule.kind === 'minBreaks' && rule.severity === 'hard' && rule.validTo === undefined,
  )
  return value.shiftTemplates.flatMap((template, index) => {
    const broken = breakRules.filter((rule) => !hasBreaks(template, rule))
    const workers = employees.filter((person) => mayWork(template, person))
    const isForNobody = workers.every((person) => broken.some((rule) => isBound(rule, person)))
    if (broken.length === 0 || workers.length === 0 || !isForNobody) return []
    const problem = `lacks the breaks of ${broken.map(({ id }) => JSON.stringify(id)).join(', ')}, so that nobody may work it`
    return [issueAt(['shiftTemplates', index, 'breaks'], problem, broken.map(breakHint).join(' '))]
  })
}

/** Whether a shift of the template can have the breaks of a rule, with each break as early as it may be. */
function hasBreaks(template: ShiftTemplate, rule: WorkRuleOf<'minBreaks'>): boolean {
  const unpaid = template.breaks.reduce((sum, item) => sum + (item.paid ? 0 : item.minutes), 0)
  if (template.onCall || template.lengthMinutes - unpaid <= rule.longerThanMinutes) return true
  const starts = template.breaks
    .filter(({ kind, minutes, paid }) => {
      const fits = rule.breakKind === undefined || kind === rule.breakKind
      return fits && minutes >= rule.breakMinutes && (paid || !rule.mustBePaid)
    })
    .map(({ earliestStartMinutes }) => earliestStartMinutes)
    .sort((a, b) => a - b)
  const last = starts[rule.count - 1]
  return last !== undefined && (rule.latestStartMinutes === undefined || last <= rule.latestStartMinutes)
}

function breakHint({ id, count, breakMinutes, breakKind, mustBePaid, latestStartMinutes }: WorkRuleOf<'minBreaks'>) {
  const what = `${mustBePaid ? 'paid ' : ''}${breakKind ?? 'meal or rest'}`
  const by = latestStartMinutes === undefined ? '' : `, the last begun ${latestStartMinutes} minutes after the shift`
  return `${id} asks for ${count} ${what} of ${breakMinutes} minutes${by}.`
}

/** Contracts of people whom a pack binds, outside the terms that its law sets. */
const contractIssues = ({ value, issueAt }: File, employees: readonly Employee[]): InputIssue[] =>
  packsInForce(value.rulePacks).flatMap(({ pack, use }) => {
    const bound = employees.filter((person) => isBound({ appliesTo: packScopeOf(use) }, person))
    return value.contracts.flatMap((contract, index) =>
      bound.some(({ contractId }) => contractId === contract.id)
        ? pack.contractTerms
            .filter(({ id }) => !leftOutOf(use).includes(id))
            .flatMap((term) =>
              termBreaches(term, contract).map(([key, relation]) => {
                const hint = `Correct it, or leave the term out: rulePacks: [{ id: ${pack.id}, without: [${term.id}] }].`
                const problem = `is ${relation} that ${JSON.stringify(term.id)} of pack ${JSON.stringify(pack.id)} asks for`
                return issueAt(['contracts', index, key], problem, hint)
              }),
            )
        : [],
    )
  })

function termBreaches(term: ContractTerm, contract: PlanSettings['contracts'][number]): [string, string][] {
  const { maxOrdinaryMinutesPerWeek: ordinary, minOvertimePremium: least, maxOvertimePremium: most } = term
  const breaches: [string, string][] = []
  if (ordinary !== undefined && contract.ordinaryMinutesPerWeek > ordinary)
    breaches.push(['ordinaryMinutesPerWeek', `more than the ${ordinary}`])
  if (least !== undefined && contract.overtimePremium < least)
    breaches.push(['overtimePremium', `less than the ${least}`])
  if (most !== undefined && contract.overtimePremium > most) breaches.push(['overtimePremium', `more than the ${most}`])
  return breaches
}
