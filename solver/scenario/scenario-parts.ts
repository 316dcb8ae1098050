import { BASELINE, type Scenario, type ScenarioPartKind } from '../domain/scenario.ts'

/** A part of a scenario with all parts before it. */
export interface ScenarioPrefix {
  readonly kind: ScenarioPartKind
  /** The user's own word for it where there is one: name of a lever, shock or outage, title of an event; else ''. */
  readonly label: string
  readonly scenario: Scenario
}

/**
 * A scenario built up part by part, in the order in which parts act: demand, measures, settings, people.
 * The last prefix is the scenario itself; one without parts has none.
 */
export function scenarioPrefixes(scenario: Scenario): ScenarioPrefix[] {
  const prefixes: ScenarioPrefix[] = []
  let soFar: Scenario = { ...BASELINE, id: scenario.id }
  for (const { kind, label, part } of partsOf(scenario)) {
    soFar = { ...soFar, ...part }
    prefixes.push({ kind, label, scenario: soFar })
  }
  const last = prefixes.at(-1)
  return last ? [...prefixes.slice(0, -1), { ...last, scenario }] : []
}

interface Part {
  readonly kind: ScenarioPartKind
  readonly label: string
  readonly part: Partial<Scenario>
}

function partsOf(scenario: Scenario): Part[] {
  const { volume, aht, events, shocks, outages, levers, absentEmployees, shrinkage, unplannedShrinkage } = scenario
  const { hires, transfers, leavers, wages, planFor, assurance, settings, settingsSteps } = scenario
  const part = (kind: ScenarioPartKind, label: string, isThere: boolean, part: Partial<Scenario>): Part[] =>
    isThere ? [{ kind, label, part }] : []
  const titles = [...events.add, ...events.resize, ...events.cancel].map(({ title }) => title)
  return [
    ...part('volume', categoriesOf(volume), volume.length > 0, { volume }),
    ...part('aht', categoriesOf(aht), aht.length > 0, { aht }),
    ...part('events', [...new Set(titles)].join(', '), titles.length > 0, { events }),
    ...shocks.flatMap(({ name, event }, index) =>
      part('shock', name ?? event, true, { shocks: shocks.slice(0, index + 1) }),
    ),
    ...outages.flatMap(({ name = '' }, index) => part('outage', name, true, { outages: outages.slice(0, index + 1) })),
    ...levers.flatMap(({ name, kind }, index) =>
      part('lever', name ?? kind, true, { levers: levers.slice(0, index + 1) }),
    ),
    // Before the people, who may come to a group that the settings add.
    ...part('settings', '', settings.length > 0, { settings, ...(settingsSteps && { settingsSteps }) }),
    ...part('absence', '', absentEmployees.length + shrinkage.length > 0 || unplannedShrinkage !== undefined, {
      ...{ absentEmployees, shrinkage },
      ...(unplannedShrinkage !== undefined && { unplannedShrinkage }),
    }),
    ...part('people', '', hires.length + transfers.length + leavers.length > 0, { hires, transfers, leavers }),
    ...part('wages', '', wages.length > 0, { wages }),
    ...part('target', '', planFor !== undefined || assurance !== undefined, {
      ...(planFor !== undefined && { planFor }),
      ...(assurance !== undefined && { assurance }),
    }),
  ]
}

const categoriesOf = (factors: Scenario['volume']): string =>
  [...new Set(factors.flatMap(({ category }) => (category ? [category] : [])))].join(', ')
