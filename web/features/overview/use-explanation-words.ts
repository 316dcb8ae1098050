import { useTranslation } from 'react-i18next'
import type { ExplanationReply } from '../../../server/contracts/living-report.ts'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

type Part = ExplanationReply['conflict'][number]
type WayOut = ExplanationReply['waysOut'][number]

export interface ExplanationWords {
  readonly title: (explanation: ExplanationReply) => string
  readonly part: (part: Part) => string
  readonly way: (way: WayOut) => string
  /** What comes of it, and what it costs; empty where nothing is known. */
  readonly gained: (explanation: ExplanationReply, way: WayOut) => string
}

/** Why something cannot be had, in the reader's words. */
export function useExplanationWords(): ExplanationWords {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const serverWords = useServerWords()
  const part = usePartWords()
  return {
    part,
    title: ({ kind, employeeId = '', queue = '', ruleId = '', start, end }) =>
      t(`blocks.kind.${kind}`, {
        who: names.employee(employeeId),
        queue: names.queue(queue),
        rule: ruleId,
        when: start === undefined || end === undefined ? '' : format.span(start, end),
      }),
    way: (way) =>
      capital(way.part ? t(`blocks.way.${wayKind(way.part)}`, { part: part(way.part) }) : serverWords(way.text)),
    gained: ({ kind }, { cost, lostHours = 0, filledHours }) => {
      const what = [
        kind === 'noLegalWeek' && cost === null && t('blocks.notEnough'),
        cost !== null && t('blocks.weekCosts', { money: format.money(cost) }),
        lostHours > 0 && t('blocks.lost', { hours: format.hours(lostHours) }),
        filledHours !== undefined && t('blocks.filled', { hours: format.hours(filledHours) }),
      ]
        .filter((words) => words !== false)
        .join(t('controls.listComma'))
      return what === '' ? '' : t('blocks.gained', { what })
    },
  }
}

const PEOPLE_NAMED = 4

function usePartWords(): (part: Part) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return ({ kind, text, templateId = '', employeeIds, date, start, end }) => {
    if (kind === 'timeOff' && employeeIds) {
      const others = employeeIds.length - PEOPLE_NAMED
      const people = employeeIds.slice(0, PEOPLE_NAMED).map(names.employee).join(t('controls.listComma'))
      return others > 0
        ? t('blocks.part.timeOffOfMany', { people, count: others })
        : t('blocks.part.timeOffOf', { people })
    }
    return t(`blocks.part.${kind}`, {
      // A rule says its name and figures itself.
      rule: text.replace(/^rule /, ''),
      template: names.template(templateId),
      date: date === undefined ? '' : format.day(date),
      when: start === undefined || end === undefined ? '' : format.personSpan(start, end),
    })
  }
}

const wayKind = ({ kind }: Part) => (kind === 'rule' ? 'breakRule' : kind === 'timeOff' ? 'move' : 'giveUp')

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)
