import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { intervalStart } from '../../../../solver/domain/horizon.ts'
import { useServerWords } from '../../../lib/server-words.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import type { BoardRoster } from '../model/board-roster.ts'
import { dayClocks } from '../model/day-clocks.ts'
import { readableMessage } from '../panels/readable-message.ts'
import type { BoardWords } from './board-words.ts'
import { timeTexts, wallMinute } from './drawn-cell.ts'

/** The board's words in the reader's language; those of days are made once for the roster's. */
export function useBoardWords({ horizon, days }: BoardRoster): BoardWords {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const serverWords = useServerWords()
  return useMemo(() => {
    const heads = days.map((date) => dayHead(date, i18n.language))
    const hours = new Map<number, string>()
    const clockOf = dayClocks(horizon)
    const list = (items: readonly string[]) => items.filter((item) => item !== '').join(t('controls.listComma'))
    const times = (startMs: number, endMs: number, zone: string) => {
      const clock = clockOf(zone)
      const day = clock.dayOf(startMs)
      return timeTexts(wallMinute(clock, day, startMs), wallMinute(clock, day, endMs))[0] ?? ''
    }
    const dayName = (day: number) => format.day(days[day] ?? '')
    const words: BoardWords = {
      weekday: (day) => heads[day]?.weekday ?? '',
      dates: (day) => heads[day]?.dates ?? [''],
      day: dayName,
      isWeekend: (day) => heads[day]?.isWeekend ?? false,
      hours: (minutes) => {
        const known = hours.get(minutes) ?? t('boardGrid.hours', { hours: format.number(minutes / 60, 1) })
        hours.set(minutes, known)
        return known
      },
      people: (count) => t('boardGrid.people', { count }),
      group: names.group,
      queue: names.queue,
      template: names.template,
      person: t('boardGrid.person'),
      openShifts: t('boardGrid.openShifts'),
      count: (value) => format.number(value),
      shift: ({ templateId, startMs, endMs, breaks, onCall }, zone) =>
        t(onCall === true ? 'boardGrid.onCall' : 'boardGrid.shift', {
          template: names.template(templateId),
          times: times(startMs, endMs, zone),
          count: breaks.length,
        }),
      carrying: (how, to, day) => t(`boardGrid.carrying.${how}`, { to, day: dayName(day) }),
      grabbed: (count, from, day) => t('boardGrid.grabbed', { count, from, day: dayName(day) }),
      carriedTo: (to, day, minutes) =>
        minutes === 0
          ? t('boardGrid.carriedTo', { to, day: dayName(day) })
          : t('boardGrid.carriedBy', { to, day: dayName(day), minutes: format.signed(minutes) }),
      letGo: t('boardGrid.letGo'),
      nothingToGrab: t('boardGrid.nothingToGrab'),
      off: t('boardGrid.off'),
      working: (count, isShort) => t(isShort ? 'boardGrid.workingShort' : 'boardGrid.working', { count }),
      message: ({ message, employeeId }) =>
        readableMessage(serverWords(message), employeeId, names.employee, format.personMoment),
      changed: (count) => t('boardGrid.changed', { count }),
      cellIs: (whose, day, holds) => t('boardGrid.cellIs', { whose, day: dayName(day), holds }),
      short: (agents) => `−${format.number(agents, agents < 10 ? 1 : 0)}`,
      hoursShort: (hours) => t('boardGrid.strip.hours', { hours: format.hours(hours) }),
      lane: (queueId, hours) => t('boardGrid.strip.lane', { queue: names.queue(queueId), hours: format.hours(hours) }),
      reading: (queueId, interval, required, covered) => {
        const missing = required - covered
        return t(missing > 1e-9 ? 'boardGrid.strip.short' : 'boardGrid.strip.enough', {
          queue: names.queue(queueId),
          when: format.moment(intervalStart(horizon, interval)),
          covered: format.number(covered, 1),
          required: format.number(required, 1),
          missing: format.number(missing, 1),
        })
      },
      cell: ({ shifts, locked, color, note }, zone, violations, mark) =>
        list([
          shifts.length === 0 ? t('boardGrid.off') : list(shifts.map((shift) => words.shift(shift, zone))),
          locked ? t('boardGrid.locked') : '',
          color === null ? '' : t(`boardGrid.color.${color}`),
          mark === undefined ? '' : t(`boardGrid.mark.${mark}`),
          note === '' ? '' : t('boardGrid.note', { note }),
          violations.length === 0 ? '' : t('boardGrid.breaks', { count: violations.length, what: list(violations) }),
        ]),
    }
    return words
  }, [t, i18n.language, format, names, serverWords, horizon, days])
}

/** Weekday and dates of a local date, whatever zone the reader is in. */
function dayHead(date: string, language: string) {
  const at = new Date(`${date}T00:00:00Z`)
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options }).format(at)
  const dayOfMonth = String(at.getUTCDate())
  return {
    weekday: part({ weekday: 'short' }),
    dates: [part({ day: 'numeric', month: 'short' }), part({ day: 'numeric', month: 'numeric' }), dayOfMonth],
    isWeekend: at.getUTCDay() % 6 === 0,
  }
}
