import type { Employee } from '../../domain/employee.ts'
import type { Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import { LinearModel } from '../../lp/linear-model.ts'
import type { TourProblem } from '../../tours/tour-problem.ts'
import { tourContext } from '../limits/tour-context.ts'
import { tourPerson } from '../limits/tour-person.ts'
import { type ShiftOption, shiftOptions } from '../shift-option.ts'
import { preferringPerson, type RosterPreferences } from './roster-preferences.ts'

/** Everybody's choices and limits in a horizon, with nothing to cover. */
export interface TeamWeeks {
  readonly employees: readonly Employee[]
  readonly options: readonly ShiftOption[]
  /** People in the order of `employees`. */
  readonly problem: TourProblem
  readonly optionByKey: ReadonlyMap<string, ShiftOption>
  readonly optionsOn: (day: number) => readonly ShiftOption[]
  /** Day of the horizon on which an instant falls. */
  readonly dayOf: (instant: number) => number
}

/** @param preferences locks and prices of changes; none where absent */
export function teamWeeks(given: PlanInputs, horizon: Horizon, preferences?: RosterPreferences): TeamWeeks {
  const options = shiftOptions(given.settings, horizon)
  const context = tourContext(given, horizon, options)
  const { employees } = context.inputs
  const people = employees.map((employee, index) => {
    const person = tourPerson(context, employee, index)
    if (!preferences) return person
    return preferringPerson(person, { preferences, horizon, options, employee })
  })
  const byDay = Map.groupBy(options, ({ day }) => day)
  return {
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
    optionByKey: new Map(options.map((option) => [optionKey(option.template.id, option.startMs), option])),
    optionsOn: (day) => byDay.get(day) ?? [],
    dayOf: (instant) => context.days.findLastIndex(({ startMs }) => startMs <= instant),
  }
}

export const optionKey = (templateId: string, startMs: number): string => `${startMs} ${templateId}`
