import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import type { SettingsChange } from '../../../solver/domain/scenario.ts'
import type { ScenarioFile } from './scenario-file.ts'

const HINT = 'Leave one of the two scenarios out, or make them agree.'

/** What two scenarios that are to hold together say of the same thing at the same time, and say differently. */
export function contradictions(first: ScenarioFile, second: ScenarioFile): InputIssue[] {
  return [
    ...opposedValues(first, second),
    ...opposedSettings(first, second),
    ...opposedBots(first, second),
    ...opposedEvents(first, second),
    ...opposedPeople(first, second),
  ]
}

/** Told at the second: the first was there before it. */
const told = (first: ScenarioFile, second: ScenarioFile, at: readonly PropertyKey[], what: string): InputIssue =>
  second.issueAt(at, `contradicts scenario ${JSON.stringify(first.scenario.id)}, ${what}`, HINT)

function opposedValues(first: ScenarioFile, second: ScenarioFile): InputIssue[] {
  const keys = ['unplannedShrinkage', 'planFor', 'assurance'] as const
  const differing = keys.flatMap((key) => {
    const [a, b] = [first.scenario[key], second.scenario[key]]
    return a === undefined || b === undefined || a === b ? [] : [told(first, second, [key], `which says ${a}`)]
  })
  const crossed = (
    [
      ['planFor', 'assurance'],
      ['assurance', 'planFor'],
    ] as const
  ).flatMap(([mine, theirs]) =>
    second.scenario[mine] !== undefined && first.scenario[theirs] !== undefined && first.scenario[mine] === undefined
      ? [told(first, second, [mine], `which sets ${theirs}: only one of the two can decide the volume`)]
      : [],
  )
  return [...differing, ...crossed]
}

interface Span {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const meet = (a: Span, b: Span): boolean =>
  (a.from === undefined || b.to === undefined || a.from <= b.to) &&
  (b.from === undefined || a.to === undefined || b.from <= a.to)

function opposedSettings(first: ScenarioFile, second: ScenarioFile): InputIssue[] {
  return second.scenario.settings.flatMap((change, index) => {
    const others = first.scenario.settings.filter((other) => meet(other, change))
    return [...leaves(change)].flatMap(([path, value]) => {
      const other = others.map((each) => leaves(each).get(path)).find((each) => each !== undefined && each !== value)
      return other === undefined
        ? []
        : [told(first, second, ['settings', index, 'set', ...path.split('\0')], `which says ${other}`)]
    })
  })
}

/** Each single setting that a change sets, path joined by NUL -> JSON of the value. */
function leaves({ set }: SettingsChange): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: readonly string[]): void => {
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isMap) for (const [key, each] of Object.entries(value)) walk(each, [...path, key])
    else found.set(path.join('\0'), JSON.stringify(value))
  }
  walk(set, [])
  return found
}

/** Two bots that take the same contacts would take some of them twice. */
function opposedBots(first: ScenarioFile, second: ScenarioFile): InputIssue[] {
  const isSame = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b
  return second.scenario.levers.flatMap((lever, index) => {
    if (lever.kind !== 'botDeflection') return []
    const other = first.scenario.levers.find(
      (each) =>
        each.kind === 'botDeflection' &&
        isSame(each.queue, lever.queue) &&
        isSame(each.category, lever.category) &&
        meet(each, lever),
    )
    return other
      ? [told(first, second, ['levers', index], 'which also says what share of these contacts the bot takes')]
      : []
  })
}

function opposedEvents(first: ScenarioFile, second: ScenarioFile): InputIssue[] {
  const needs = ({ scenario: { events, shocks } }: ScenarioFile) => [
    ...events.resize.map(({ title, date }, index) => ({ title, date, at: ['events', 'resize', index, 'title'] })),
    ...shocks.map(({ event, date }, index) => ({ title: event, date, at: ['shocks', index, 'event'] })),
  ]
  const cancels = ({ scenario: { events } }: ScenarioFile) =>
    events.cancel.map(({ title, date }, index) => ({ title, date, at: ['events', 'cancel', index, 'title'] }))
  const clash = (mine: ReturnType<typeof needs>, theirs: ReturnType<typeof needs>, what: string) =>
    mine.flatMap(({ title, date, at }) =>
      theirs.some(
        (other) => other.title === title && (other.date === undefined || date === undefined || other.date === date),
      )
        ? [told(first, second, at, what)]
        : [],
    )
  return [
    ...clash(needs(second), cancels(first), 'which cancels the event'),
    ...clash(cancels(second), needs(first), 'which needs the event'),
  ]
}

function opposedPeople(first: ScenarioFile, second: ScenarioFile): InputIssue[] {
  const gone = ({ scenario: { absentEmployees, leavers } }: ScenarioFile) =>
    new Set([...absentEmployees, ...leavers.flatMap(({ employees = [] }) => employees)])
  const moved = ({ scenario: { transfers } }: ScenarioFile) =>
    transfers.flatMap(({ employees = [] }, index) =>
      employees.map((id, place) => ({ id, at: ['transfers', index, 'employees', place] })),
    )
  const isMoved = new Set(moved(first).map(({ id }) => id))
  return [
    ...moved(second).flatMap(({ id, at }) =>
      gone(first).has(id) ? [told(first, second, at, 'in which that person is away')] : [],
    ),
    ...second.scenario.absentEmployees.flatMap((id, index) =>
      isMoved.has(id) ? [told(first, second, ['absentEmployees', index], 'which gives that person other work')] : [],
    ),
  ]
}
