import { useTranslation } from 'react-i18next'
import { clockOf } from '../../lib/planning-week.ts'
import { useNames } from '../../lib/workspace.ts'
import type { BoardShift } from './board-rows.ts'

/** A shift in words: template, times and breaks. */
export function useShiftWords(): (shift: BoardShift) => string {
  const { t } = useTranslation()
  const names = useNames()
  return ({ assignment: { templateId, start, end, breaks } }) =>
    t('roster.shiftWords', {
      template: names.template(templateId),
      start: clockOf(start),
      end: clockOf(end),
      count: breaks.length,
    })
}
