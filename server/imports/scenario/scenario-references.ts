import { IANAZone } from 'luxon'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import type { Scenario, ScenarioTransfer, ScenarioWho } from '../../../solver/domain/scenario.ts'
import { eventsChosen } from '../../../solver/scenario/scenario-calendar.ts'
import { leverIssues, spanIssues } from '../lever-issues.ts'
import { localTimeReader } from '../local-time.ts'
import { knownWordsHint } from '../suggestion.ts'
import type { ScenarioFile } from './scenario-file.ts'

type Context = Pick<PlanInputs, 'settings' | 'employees' | 'calendar'>
type At = readonly PropertyKey[]

/**
 * What a scenario names that is not there, and spans that could never be in force.
 * @param context the plan with what the scenario builds on and its own settings and events in it
 */
export function referenceIssues({ scenario, issueAt }: ScenarioFile, context: Context): InputIssue[] {
  const { settings } = context
  const issues: InputIssue[] = []
  const known = (what: string, words: readonly string[]) => (at: At, word: string | undefined) => {
    if (word === undefined || words.includes(word)) return
    issues.push(issueAt(at, `is not ${what}`, knownWordsHint(word, words)))
  }
  const checks: Checks = {
    queue: known(
      'a queue of plan.yaml',
      settings.queues.map(({ id }) => id),
    ),
    group: known(
      'a group of plan.yaml',
      settings.groups.map(({ id }) => id),
    ),
    contract: known(
      'a contract of plan.yaml',
      settings.contracts.map(({ id }) => id),
    ),
    person: known(
      'a person of employees.csv',
      context.employees.map(({ id }) => id),
    ),
    span: (at, span) => issues.push(...spanIssues(at, span, issueAt)),
    report: (at, problem, hint) => issues.push(issueAt(at, problem, hint)),
  }
  for (const list of ['volume', 'aht'] as const) {
    scenario[list].forEach((factor, index) => {
      checks.queue([list, index, 'queue'], factor.queue)
      checks.span([list, index], factor)
    })
  }
  issues.push(...leverIssues(scenario.levers, settings, issueAt, settings.levers))
  checkDemand(scenario, context, checks)
  checkPeople(scenario, checks)
  checkMoments(scenario, settings.zone, checks)
  return issues
}

interface Checks {
  readonly queue: (at: At, id: string | undefined) => void
  readonly group: (at: At, id: string | undefined) => void
  readonly contract: (at: At, id: string | undefined) => void
  readonly person: (at: At, id: string | undefined) => void
  readonly span: (at: At, span: { readonly from?: string | undefined; readonly to?: string | undefined }) => void
  readonly report: (at: At, problem: string, hint: string) => void
}

function checkDemand(scenario: Scenario, { calendar, settings }: Context, checks: Checks): void {
  const titles = [...new Set(calendar.map(({ title }) => title))]
  const event = (at: At, title: string, date: string | undefined) => {
    if (eventsChosen(calendar, { title, date }, settings.zone).length > 0) return
    if (titles.includes(title))
      checks.report([...at.slice(0, -1), 'date'], 'is not a day on which it begins', 'Correct the date.')
    else checks.report(at, 'is not an event of the calendar', knownWordsHint(title, titles))
  }
  for (const list of ['cancel', 'resize'] as const)
    for (const [index, { title, date }] of scenario.events[list].entries())
      event(['events', list, index, 'title'], title, date)
  for (const [index, { event: title, date, queue }] of scenario.shocks.entries()) {
    event(['shocks', index, 'event'], title, date)
    checks.queue(['shocks', index, 'queue'], queue)
  }
  for (const [index, { queues = [] }] of scenario.outages.entries())
    for (const [place, id] of queues.entries()) checks.queue(['outages', index, 'queues', place], id)
  for (const list of ['shrinkage', 'settings'] as const)
    for (const [index, entry] of scenario[list].entries()) checks.span([list, index], entry)
  for (const [name, span] of Object.entries(scenario.phases)) checks.span(['phases', name], span)
}

function checkPeople(scenario: Scenario, checks: Checks): void {
  for (const [index, id] of scenario.absentEmployees.entries()) checks.person(['absentEmployees', index], id)
  for (const [index, { group }] of scenario.wages.entries()) checks.group(['wages', index, 'group'], group)
  scenario.hires.forEach(({ like, group, contract, skills = {}, startsOn, requestedOn }, index) => {
    const at = (...rest: At) => ['hires', index, ...rest]
    checks.person(at('like'), like)
    checks.group(at('group'), group)
    checks.contract(at('contract'), contract)
    for (const id of Object.keys(skills)) checks.queue(at('skills', id), id)
    if (requestedOn !== undefined && startsOn === undefined)
      checks.report(at('requestedOn'), 'has no first day beside it', 'Add startsOn, the first day at work.')
  })
  for (const [index, leaver] of scenario.leavers.entries()) checkWho(['leavers', index], leaver, checks)
  for (const [index, transfer] of scenario.transfers.entries()) checkTransfer(['transfers', index], transfer, checks)
}

function checkWho(at: At, { employees = [], group }: ScenarioWho, checks: Checks): void {
  for (const [place, id] of employees.entries()) checks.person([...at, 'employees', place], id)
  checks.group([...at, 'group'], group)
}

function checkTransfer(at: At, transfer: ScenarioTransfer, checks: Checks): void {
  const { addSkills = {}, dropSkills, toGroup } = transfer
  const added = Object.keys(addSkills)
  checkWho(at, transfer, checks)
  checks.group([...at, 'toGroup'], toGroup)
  for (const id of added) checks.queue([...at, 'addSkills', id], id)
  if (dropSkills && added.length === 0)
    checks.report([...at, 'dropSkills'], 'leaves the people without any skill', 'Add skills (addSkills).')
  if (toGroup === undefined && added.length === 0)
    checks.report(at, 'changes nothing', 'Say toGroup, addSkills or both.')
}

/** Local times that the clocks never show. */
function checkMoments(scenario: Scenario, zone: string, checks: Checks): void {
  if (!IANAZone.isValidZone(zone)) return
  const read = localTimeReader(zone)
  const moment = (at: At, text: string) => {
    const time = read(text)
    if ('problem' in time) checks.report(at, time.problem, time.hint)
  }
  scenario.outages.forEach(({ from, to }, index) => {
    moment(['outages', index, 'from'], from)
    moment(['outages', index, 'to'], to)
  })
  scenario.events.add.forEach(({ start, end }, index) => {
    moment(['events', 'add', index, 'start'], start)
    moment(['events', 'add', index, 'end'], end)
  })
}
