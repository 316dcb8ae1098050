import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../lib/me.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import type { EditOutcome } from '../edits/edit-context.ts'
import { refusalWords } from '../edits/edit-words.ts'
import type { HistoryMove } from '../edits/history.ts'
import type { BoardDesk } from './board-desk.ts'
import type { BoardNoticeText } from './board-notice.tsx'

/** Carries out what operations ask for, and says what they could not do: nothing is left out without a word. */
export function useOutcomes(desk: BoardDesk, say: (text: string) => void) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const mayEdit = useMay('plan.edit')
  const [notice, setNotice] = useState<BoardNoticeText>()
  const tell = (tone: BoardNoticeText['tone'], text: string) => {
    setNotice({ tone, text })
    say(text)
  }
  const cells = (count: number) => t('boardPanel.cells', { count, cells: format.number(count) })

  /** @returns whether anything was done */
  const carryOut = (outcome: EditOutcome): boolean => {
    if (!mayEdit) {
      tell('warn', t('rights.missing.planEdit'))
      return false
    }
    const words = (refused: EditOutcome['leftOut'][number]) =>
      refusalWords(t, { ...names, day: format.day }, desk.state.context, refused)
    if ('refused' in outcome) {
      tell('warn', words(outcome.refused))
      return false
    }
    desk.perform(outcome.edit)
    const { edit, leftOut } = outcome
    const [first] = leftOut
    if (first) tell('warn', t('boardDesk.leftOut', { cells: cells(leftOut.length), why: words(first) }))
    else {
      setNotice(undefined)
      say(t('boardDesk.done', { what: t(`boardPanel.edit.${edit.kind}`), cells: cells(edit.changes.length) }))
    }
    return true
  }

  const step = (move: HistoryMove | undefined, way: 'undo' | 'redo') => {
    if (!move) return tell('plain', t(`boardDesk.nothingTo.${way}`))
    const what = t(`boardPanel.edit.${move.of.edit.kind}`)
    if (move.leftOut.length > 0)
      return tell('warn', t('boardDesk.changedSince', { what, cells: cells(move.leftOut.length) }))
    setNotice(undefined)
    return say(t(`boardDesk.stepped.${way}`, { what }))
  }

  return {
    carryOut,
    undo: () => step(desk.undo(), 'undo'),
    redo: () => step(desk.redo(), 'redo'),
    tell,
    notice,
    dismiss: useCallback(() => setNotice(undefined), []),
  }
}
