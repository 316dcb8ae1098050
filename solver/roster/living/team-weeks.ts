import type { Employee } from '../../domain/employee.ts'
import type { Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Assignment } from '../../domain/roster.ts'
import { type ZoneOf, zonesOfPeople } from '../../domain/site.ts'
import { LinearModel } from '../../lp/linear-model.ts'
import type { TourProblem } from '../../tours/tour-problem.ts'
import { withBreakRules } from '../limits/break-rules.ts'
import { type TourContext, tourContext } from '../limits/tour-context.ts'
import { tourPerson } from '../limits/tour-person.ts'
import { type ShiftOption, shiftOptions } from '../shift-option.ts'
import { preferringPerson, type RosterPreferences } from './roster-preferences.ts'

/** Everybody's choices and limits in a horizon, with nothing to cover. */
export interface TeamWeeks {
  readonly context: TourContext
  readonly employees: readonly Employee[]
  readonly options: readonly ShiftOption[]
  /** People in the order of `employees`. */
  readonly problem: TourProblem
  /** Zone by whose days and options a person works. */
  readonly zoneOf: ZoneOf
  /** Option of a zone that a shift is of; undefined where it has none. */
  readonly optionIn: (zone: string, shift: Pick<Assignment, 'templateId' | 'startMs'>) => ShiftOption | undefined
  readonly optionsOn: (zone: string, day: number) => readonly ShiftOption[]
  /** Day of a zone's horizon on which an instant falls; -1 before it. */
  readonly dayOf: (zone: string, instant: number) => number
}

/** @param preferences locks and prices of changes; none where absent */
export function teamWeeks(given: PlanInputs, horizon: Horizon, preferences?: RosterPreferences): TeamWeeks {
  const options = shiftOptions(withBreakRules(given, horizon), horizon)
  const context = tourContext(given, horizon, options)
  const { employees } = context.inputs
  const people = employees.map((employee, index) => {
    const person = tourPerson(context, employee, index)
    if (!preferences) return person
    return preferringPerson(person, { preferences, horizon, options, employee })
  })
  const byDay = Map.groupBy(options, ({ zone, day }) => `${day} ${zone}`)
  // Of options that differ in their breaks alone the last is anybody's.
  const byKey = new Map(options.map((option) => [optionKey(option.zone, option.template.id, option.startMs), option]))
  return {
    context,
    employees,
    options,
    problem: {
      days: context.days.length,
      options: context.tourOptions,
      people,
      cover: new LinearModel(),
      entries: () => [],
      costStep: 0,
    },
    zoneOf: zonesOfPeople(context.inputs),
    optionIn: (zone, { templateId, startMs }) => byKey.get(optionKey(zone, templateId, startMs)),
    optionsOn: (zone, day) => byDay.get(`${day} ${zone}`) ?? [],
    dayOf: (zone, instant) => context.inZone(zone).days.findLastIndex(({ startMs }) => startMs <= instant),
  }
}

const optionKey = (zone: string, templateId: string, startMs: number): string => `${startMs} ${templateId} ${zone}`
