import type { TFunction } from 'i18next'
import type { PasteAdvice } from './cell-review.ts'
import type { EditContext, EditRefusal } from './edit-context.ts'

/** How ids and dates are called in the reader's language. */
interface EditNames {
  readonly template: (id: string) => string
  readonly queue: (id: string) => string
  readonly group: (id: string) => string
  /** Of a local date, `YYYY-MM-DD`. */
  readonly day: (date: string) => string
}

/** Why a cell was left as it is, in a sentence that names whose day it is and gives the figures. */
export function refusalWords(
  t: TFunction,
  names: EditNames,
  { roster }: EditContext,
  { reason, place, figures }: EditRefusal,
): string {
  return t(`boardEdit.refused.${reason}`, {
    person: roster.people[place.person]?.name ?? t('boardEdit.openShifts'),
    day: names.day(roster.days[place.day] ?? ''),
    ...named(names, figures),
  })
}

/** What was chosen for the planner in a paste. */
export const adviceWords = (t: TFunction, names: EditNames, { reason, figures }: PasteAdvice): string =>
  t(`boardEdit.advice.${reason}`, named(names, figures))

/** All figures that a sentence may ask for, ids by their names. */
function named(names: EditNames, figures: EditRefusal['figures']) {
  const text = (figure: string) => String(figures[figure] ?? '')
  const called = (figure: string, name: (id: string) => string) => (text(figure) === '' ? '' : name(text(figure)))
  return {
    template: called('template', names.template),
    group: called('group', names.group),
    date: called('date', names.day),
    queues: text('queues').split(', ').map(names.queue).join(', '),
    ...{ contract: text('contract'), roles: text('roles'), word: text('word') },
    ...{ time: text('time'), start: text('start'), end: text('end') },
    ...{ minutes: text('minutes'), least: text('least'), most: text('most') },
  }
}
