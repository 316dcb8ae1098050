import type { ShiftTemplate } from '../../domain/shift-template.ts'
import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'

type BreakRule = WorkRuleOf<'minBreaks'>

type Break = ShiftTemplate['breaks'][number]

/** Breaks missing, too short or unavoidably late in any shift of a template. */
export function breaksShort(rule: BreakRule, template: ShiftTemplate): number {
  return needsBreaks(rule, template) ? Math.max(0, rule.count - breaksThatFit(rule, template.breaks).length) : 0
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
 * The template with break windows narrowed to what the hard rules leave: the first breaks that a rule counts, as many as
 * it asks for, start no later than it says. Soft rules narrow nothing: a break placed late costs what they say.
 * @param rules the rules that bind the people in question
 * @returns null where no shift of the template has the breaks that a hard rule asks for
 */
export function templateFor(rules: readonly WorkRule[], template: ShiftTemplate): ShiftTemplate | null {
  let { breaks } = template
  for (const rule of rules) {
    if (rule.kind !== 'minBreaks' || rule.severity !== 'hard' || !needsBreaks(rule, template)) continue
    const early = breaksThatFit(rule, breaks).slice(0, rule.count)
    if (early.length < rule.count) return null
    const latest = latestStart(rule)
    breaks = breaks.map((item) =>
      early.includes(item) && item.latestStartMinutes > latest ? { ...item, latestStartMinutes: latest } : item,
    )
  }
  return breaks.every((item, index) => item === template.breaks[index]) ? template : { ...template, breaks }
}
