import { useTranslation } from 'react-i18next'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { BoardShift } from './board-rows.ts'

/** A shift in words: template, times and breaks. */
export function useShiftWords(): (shift: BoardShift) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return ({ assignment: { templateId, start, end, breaks } }) =>
    t('roster.shiftWords', {
      template: names.template(templateId),
      start: format.time(start),
      end: format.time(end),
      count: breaks.length,
    })
}
