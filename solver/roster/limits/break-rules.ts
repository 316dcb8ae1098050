import type { Horizon } from '../../domain/horizon.ts'
import { inputsFor, type PlanInputs, type PlanSettings } from '../../domain/plan-inputs.ts'
import type { ShiftTemplate } from '../../domain/shift-template.ts'
import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import { binds } from './tour-scope.ts'

type BreakRule = WorkRuleOf<'minBreaks'>

type Break = ShiftTemplate['breaks'][number]

const isBreakRule = (rule: WorkRule): rule is BreakRule => rule.kind === 'minBreaks'

/** Breaks that a rule asks for and that a template does not have, or whose window lets them begin too late. */
export function breaksShort(rule: BreakRule, template: ShiftTemplate): number {
  if (!needsBreaks(rule, template)) return 0
  const inTime = breaksThatFit(rule, template.breaks).filter(
    ({ latestStartMinutes }) => latestStartMinutes <= latestStart(rule),
  )
  return Math.max(0, rule.count - inTime.length)
}

const needsBreaks = (rule: BreakRule, { onCall, lengthMinutes, breaks }: ShiftTemplate): boolean => {
  const unpaid = breaks.reduce((sum, { paid, minutes }) => sum + (paid ? 0 : minutes), 0)
  return !onCall && lengthMinutes - unpaid > rule.longerThanMinutes
}

/** Breaks that a rule counts when they start early enough in their windows. */
const breaksThatFit = (rule: BreakRule, breaks: readonly Break[]): Break[] =>
  breaks.filter(
    ({ kind, paid, minutes, earliestStartMinutes }) =>
      minutes >= rule.breakMinutes &&
      (rule.breakKind === undefined || kind === rule.breakKind) &&
      (paid || !rule.mustBePaid) &&
      earliestStartMinutes <= latestStart(rule),
  )

const latestStart = ({ latestStartMinutes = Infinity }: BreakRule): number => latestStartMinutes

/**
 * Settings whose templates have break windows such that each shift of one keeps the rules about breaks wherever its breaks
 * lie: beside a template whose windows reach further than a rule lets its people go stands the same with the windows
 * narrowed. As it was it stays for those who may or, where the rule is soft, who pay for it.
 */
export function withBreakRules(given: PlanInputs, horizon: Horizon): PlanSettings {
  const { settings, workRules, employees } = inputsFor(given, horizon)
  const rules = workRules.filter(isBreakRule)
  if (rules.every(({ latestStartMinutes }) => latestStartMinutes === undefined)) return settings
  const bundles = new Map(
    employees.map((employee) => {
      const bundle = rules.filter((rule) => binds(rule, employee))
      return [bundle.map(({ id }) => id).join(' '), bundle]
    }),
  )
  const shapes = (template: ShiftTemplate) => shapesOf(template, [...bundles.values()], rules)
  return { ...settings, shiftTemplates: settings.shiftTemplates.flatMap(shapes) }
}

/** The widest first; that which keeps all rules at once, and so is anybody's who may work any, last. */
function shapesOf(
  template: ShiftTemplate,
  bundles: readonly (readonly BreakRule[])[],
  all: readonly BreakRule[],
): ShiftTemplate[] {
  const shapes = [template, ...[...bundles, all].map((rules) => narrowed(template, rules))]
  const legal = [...new Map(shapes.map((shape) => [latestStarts(shape).join(' '), shape])).values()]
    .filter((shape) => bundles.some((rules) => rules.every((rule) => allows(rule, shape))))
    .sort((a, b) => sum(latestStarts(b)) - sum(latestStarts(a)))
  return legal.length > 0 ? legal : [template]
}

const latestStarts = ({ breaks }: ShiftTemplate): number[] => breaks.map(({ latestStartMinutes }) => latestStartMinutes)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const allows = (rule: BreakRule, template: ShiftTemplate): boolean =>
  rule.severity !== 'hard' || breaksShort(rule, template) === 0

/** The template with windows that let the breaks which rules ask for begin no later than they say; those that end first. */
function narrowed(template: ShiftTemplate, rules: readonly BreakRule[]): ShiftTemplate {
  let { breaks } = template
  for (const rule of rules) {
    if (!needsBreaks(rule, template)) continue
    const latest = latestStart(rule)
    const early = breaksThatFit(rule, breaks)
      .sort((a, b) => a.latestStartMinutes - b.latestStartMinutes)
      .slice(0, rule.count)
    breaks = breaks.map((item) =>
      early.includes(item) && item.latestStartMinutes > latest ? { ...item, latestStartMinutes: latest } : item,
    )
  }
  return breaks.every((item, index) => item === template.breaks[index]) ? template : { ...template, breaks }
}
