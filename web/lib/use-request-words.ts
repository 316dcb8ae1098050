import { useTranslation } from 'react-i18next'
import type { NamedShift, PersonRequest, RequestSubject } from '../../server/contracts/request.ts'
import { localName } from './format.ts'
import { toldSpan } from './local-span.ts'
import { clockOf } from './planning-week.ts'
import { dateOf } from './week-grid.ts'
import { useFormat } from './workspace.ts'

export interface RequestNames {
  readonly template: (id: string) => string
  readonly person: (id: string) => string
}

export interface RequestWords {
  /** What is asked for. */
  readonly what: string
  /** For when. */
  readonly when: string
}

/** What a request asks for, in the reader's language. */
export function useRequestWords(names: RequestNames): (request: Pick<PersonRequest, 'subject'>) => RequestWords {
  const { t } = useTranslation()
  const format = useFormat()
  const span = useSpanWords()
  const shift = useShiftWords()
  const wish = ({ what, templateId }: Extract<RequestSubject, { kind: 'preference' }>) =>
    what === 'dayOff' || templateId === undefined
      ? t(`request.wish.${what}`)
      : t(`request.wishShift.${what}`, { shift: names.template(templateId) })
  const swap = ({
    colleagueName,
    colleagueId,
    returnDates,
    returnShift,
  }: Extract<RequestSubject, { kind: 'swap' }>) => {
    const who = colleagueName ?? (colleagueId === null ? '' : names.person(colleagueId))
    const days = returnDates.map((day) => format.day(day)).join(t('controls.listComma'))
    if (returnShift) return t('request.swap.for', { who, shift: shift(returnShift) })
    if (who === '') return days === '' ? t('request.swap.group') : t('request.swap.groupDays', { days })
    return days === '' ? t('request.swap.person', { who }) : t('request.swap.personDays', { who, days })
  }
  const change = ({ toEmployeeId, start }: Extract<RequestSubject, { kind: 'shiftChange' }>) =>
    [
      ...(toEmployeeId === null ? [t('request.change.away')] : []),
      ...(toEmployeeId ? [t('request.change.to', { who: names.person(toEmployeeId) })] : []),
      ...(start === undefined
        ? []
        : [t('request.change.start', { when: `${format.day(dateOf(start))} ${clockOf(start)}` })]),
    ].join(t('controls.listComma'))
  return ({ subject }) => {
    switch (subject.kind) {
      case 'timeOff':
        return { what: t('request.timeOff', { reason: t(`request.reason.${subject.reason}`) }), when: span(subject) }
      case 'availability':
        return { what: t(`request.available.${subject.what}`), when: span(subject) }
      case 'preference':
        return { what: wish(subject), when: span(subject) }
      case 'swap':
        return { what: t('request.swap.give', { shift: shift(subject.shift) }), when: swap(subject) }
      case 'shiftChange':
        return { what: t('request.change.of', { shift: shift(subject.shift) }), when: change(subject) }
    }
  }
}

/** Days of a span of local times, and its times where it is not of whole days. */
export function useSpanWords(): (span: { readonly start: string; readonly end: string }) => string {
  const format = useFormat()
  return (span) => {
    const { first, last, times } = toldSpan(span)
    if (first === last) return times ? `${format.day(first)} ${times.from}–${times.to}` : format.day(first)
    if (!times) return `${format.day(first)} – ${format.day(last)}`
    return `${format.day(first)} ${times.from} – ${format.day(last)} ${times.to}`
  }
}

/** Day, times and name of a shift that a request names. */
export function useShiftWords(): (shift: NamedShift) => string {
  const { i18n } = useTranslation()
  const format = useFormat()
  return ({ start, end, templateId, templateName }) => {
    const name = localName({ id: templateId, name: templateName }, i18n.language)
    return `${format.day(dateOf(start))} ${clockOf(start)}–${clockOf(end)} ${name}`
  }
}
