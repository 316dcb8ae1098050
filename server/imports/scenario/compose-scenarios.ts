import type { LocalName } from '../../../solver/domain/queue.ts'
import { BASELINE, type Scenario } from '../../../solver/domain/scenario.ts'

/** Joins ids of scenarios that are asked for together: `double-11+absence-15`. */
export const JOINT = '+'

/**
 * One scenario of several, one after the other: lists are joined in order, and of single values the last one said holds.
 * Whether they go together is for `contradictions` to say.
 */
export function composeScenarios(parts: readonly Scenario[], about: Pick<Scenario, 'id' | 'name'>): Scenario {
  const last = <Key extends 'unplannedShrinkage' | 'planFor' | 'assurance'>(key: Key) => {
    const value = parts.findLast((part) => part[key] !== undefined)?.[key]
    return value === undefined ? {} : { [key]: value }
  }
  return {
    ...BASELINE,
    ...about,
    ...{ ...last('unplannedShrinkage'), ...last('planFor'), ...last('assurance') },
    volume: parts.flatMap(({ volume }) => volume),
    aht: parts.flatMap(({ aht }) => aht),
    events: {
      add: parts.flatMap(({ events }) => events.add),
      cancel: parts.flatMap(({ events }) => events.cancel),
      resize: parts.flatMap(({ events }) => events.resize),
    },
    shocks: parts.flatMap(({ shocks }) => shocks),
    outages: parts.flatMap(({ outages }) => outages),
    levers: parts.flatMap(({ levers }) => levers),
    shrinkage: parts.flatMap(({ shrinkage }) => shrinkage),
    absentEmployees: [...new Set(parts.flatMap(({ absentEmployees }) => absentEmployees))],
    hires: parts.flatMap(({ hires }) => hires),
    transfers: parts.flatMap(({ transfers }) => transfers),
    leavers: parts.flatMap(({ leavers }) => leavers),
    wages: parts.flatMap(({ wages }) => wages),
    settings: parts.flatMap(({ settings }) => settings),
  }
}

/** Names side by side; an id stands for a name that there is not. */
export function jointName(scenarios: readonly Scenario[]): LocalName {
  const nameIn = (language: 'zh-CN' | 'en') =>
    scenarios
      .map(({ id, name }) => (name === undefined ? id : typeof name === 'string' ? name : name[language]))
      .join(' + ')
  return { 'zh-CN': nameIn('zh-CN'), en: nameIn('en') }
}
