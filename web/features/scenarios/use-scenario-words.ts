import { useTranslation } from 'react-i18next'
import type { ComparisonReply } from '../../../server/contracts/comparison.ts'
import type { StoredScenario } from '../../../server/contracts/scenario.ts'
import { MEASURES, type Measure } from '../../../solver/domain/comparison.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import { isShareLever, type LeverSetting, readLever } from './sweep-figures.ts'
import type { WaterfallStep } from './waterfall-bars.ts'

type Part = StoredScenario['parts'][number]

const LEVER_KINDS = ['botDeflection', 'handlingTime', 'selfService', 'repeatContacts', 'escalation'] as const

/** Scenarios, their parts and their figures in the reader's words. */
export function useScenarioWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const { scenarios } = usePlan()
  const part = ({ kind, label }: Part): string => {
    // A measure without a name of its own goes by its kind.
    const measure = kind === 'lever' ? LEVER_KINDS.find((known) => known === label) : undefined
    const own = measure ? t(`scenarios.leverOf.${measure}`) : label
    const words = t(`scenarios.part.${kind}`)
    return own === '' ? words : t('scenarios.labelled', { kind: words, label: own })
  }
  const isShared = (name: string) => scenarios.filter(({ id }) => names.scenario(id) === name).length > 1
  // A copy may have the name of what it was made of.
  const oneScenario = (id: string) => {
    const name = names.scenario(id)
    return isShared(name) ? `${name} (${id})` : name
  }
  const scenario = (id: string) => id.split('+').map(oneScenario).join(' + ')
  const inSentence = (id: string) => (id === 'baseline' ? t('scenarios.theBaseline') : scenario(id))
  const lever = ({ lever: kind, of }: Pick<LeverSetting, 'lever' | 'of'>) =>
    of === null
      ? t(`scenarios.lever.${kind}`)
      : t('scenarios.labelled', {
          kind: t(`scenarios.lever.${kind}`),
          label: kind === 'hires' ? names.group(of) : names.queue(of),
        })
  const leverValue = ({ lever: kind, value }: LeverSetting) =>
    isShareLever(kind)
      ? format.percent(value, 2)
      : kind === 'hires'
        ? format.signed(value)
        : t('scenarios.times', { factor: format.number(value, 3) })
  const sweptLever = (text: string): string => {
    const swept = readLever(text)
    if (!swept) return text
    const value = (figure: number) => leverValue({ ...swept, value: figure })
    return t('scenarios.swept', { lever: lever(swept), from: value(swept.from), to: value(swept.to) })
  }
  return {
    part,
    scenario,
    /** Within a sentence, where the plan as it stands has no name. */
    inSentence,
    lever,
    leverValue,
    /** A scenario of a comparison, or a point of a sweep. */
    compared: ({ scenario: id, settings }: { scenario: string; settings: readonly LeverSetting[] }) =>
      settings.length === 0
        ? scenario(id)
        : settings.map((setting) => `${lever(setting)} ${leverValue(setting)}`).join(' · '),
    step: (step: WaterfallStep): string => {
      const words = step.kind === 'plan' ? t('scenarios.part.plan') : part(step as Part)
      return step.isUndone ? t('scenarios.undone', { part: words }) : words
    },
    request: (request: ComparisonReply['request']): string => {
      if (request.kind === 'sweep') return request.levers.map(sweptLever).join(' · ')
      const [base = 'baseline', ...others] = request.scenarios
      return t('scenarios.against', {
        base: inSentence(base),
        others: others.map(scenario).join(t('controls.listComma')),
      })
    },
    measure: (measure: Measure) => t(`scenarios.measure.${measure}`),
    /** @param among largest sum that it stands beside */
    figure: (measure: Measure, value: number | null | undefined, signed = false, among?: number): string => {
      if (value == null) return '–'
      switch (MEASURES[measure].unit) {
        case 'money':
          return `${signed && value > 0 ? '+' : ''}${format.money(value, among)}`
        case 'share':
          return signed && value > 0 ? `+${format.percent(value, 1)}` : format.percent(value, 1)
        case 'flag':
          return signed ? format.signed(value) : t(value === 1 ? 'scenarios.yes' : 'scenarios.no')
        default:
          return signed ? format.signed(value, 1) : format.number(value, 1)
      }
    },
  }
}
