import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { spanIssues } from './lever-issues.ts'
import { knownWordsHint } from './suggestion.ts'
import type { YamlFile } from './yaml-file.ts'

/** What `unplannedShrinkage` may not reach either. */
const TOO_MUCH = 0.9

/** What is wrong with the headcount section by itself: unknown groups, contracts and ids, spans, shrinkage, rates. */
export function headcountIssues(file: YamlFile<PlanSettings>): InputIssue[] {
  return [...unknownWords(file), ...repeated(file), ...spans(file), ...lostTime(file), ...rates(file), ...moves(file)]
}

type Path = readonly PropertyKey[]

/** Groups and contracts that are named and not there. */
function unknownWords({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const { headcount } = value
  if (!headcount) return []
  const groups = value.groups.map(({ id }) => id)
  const contracts = value.contracts.map(({ id }) => id)
  const unknown = (id: string | undefined, path: Path, known: readonly string[], what: string): InputIssue[] =>
    id === undefined || known.includes(id)
      ? []
      : [issueAt(['headcount', ...path], `is not a ${what} of plan.yaml`, knownWordsHint(id, known))]
  return [
    ...unknown(headcount.hiring.contract, ['hiring', 'contract'], contracts, 'contract'),
    ...headcount.groups.flatMap(({ group, hiring }, index) => [
      ...unknown(group, ['groups', index, 'group'], groups, 'group'),
      ...unknown(hiring?.contract, ['groups', index, 'hiring', 'contract'], contracts, 'contract'),
    ]),
    ...headcount.external.flatMap((source, index) =>
      (source.groups ?? []).flatMap((group, place) =>
        unknown(group, ['external', index, 'groups', place], groups, 'group'),
      ),
    ),
    ...headcount.transfers.flatMap(({ from, to }, index) => [
      ...unknown(from, ['transfers', index, 'from'], groups, 'group'),
      ...unknown(to, ['transfers', index, 'to'], groups, 'group'),
    ]),
    ...headcount.bookedHires.flatMap(({ group }, index) =>
      unknown(group, ['bookedHires', index, 'group'], groups, 'group'),
    ),
  ]
}

function repeated({ value: { headcount }, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const twice = (words: readonly string[], list: string, key: string) =>
    words.flatMap((word, index) =>
      words.indexOf(word) === index
        ? []
        : [issueAt(['headcount', list, index, key], `stands twice among headcount.${list}`, 'Keep one of the two.')],
    )
  return [
    ...twice(headcount?.groups.map(({ group }) => group) ?? [], 'groups', 'group'),
    ...twice(headcount?.external.map(({ id }) => id) ?? [], 'external', 'id'),
    ...twice(headcount?.investments.map(({ lever }) => lever) ?? [], 'investments', 'lever'),
  ]
}

function spans({ value: { headcount }, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  return (['shrinkage', 'external', 'readyFor'] as const).flatMap((list) =>
    (headcount?.[list] ?? []).flatMap((entry, index) => spanIssues(['headcount', list, index], entry, issueAt)),
  )
}

/** All that is named at once, by whatever dates: an over-estimate that leaves sensible plans alone. */
function lostTime({ value: { headcount }, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const always = (headcount?.shrinkage ?? []).filter(({ from, to }) => from === undefined && to === undefined)
  const left = always.reduce((product, { share }) => product * (1 - share), 1)
  if (1 - left < TOO_MUCH) return []
  const problem = `takes ${Number((100 * (1 - left)).toFixed(1))} % of all paid time together`
  return [issueAt(['headcount', 'shrinkage'], problem, `Keep all of it below ${100 * TOO_MUCH} %.`)]
}

/** A low rate above the plan's, or a high one below, would turn the sensitivity round. */
function rates({ value: { headcount }, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const { low, high, rate } = headcount?.attrition ?? { rate: 0 }
  const at = (key: 'low' | 'high', problem: string) =>
    issueAt(
      ['headcount', 'attrition', key],
      `${problem} headcount.attrition.rate (${rate})`,
      'Write shares of the same period: low <= rate <= high.',
    )
  return [
    ...(low !== undefined && low > rate ? [at('low', 'is above')] : []),
    ...(high !== undefined && high < rate ? [at('high', 'is below')] : []),
  ]
}

function moves({ value: { headcount }, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  return (headcount?.transfers ?? []).flatMap(({ from, to }, index) =>
    from === to
      ? [issueAt(['headcount', 'transfers', index, 'to'], 'is where they come from', 'Name another group.')]
      : [],
  )
}
