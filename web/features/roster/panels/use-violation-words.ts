import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import { useServerWords } from '../../../lib/server-words.ts'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import type en from '../../../locales/en.json'
import { readableMessage } from './readable-message.ts'

/** Kinds of work rules, and what a roster must be beyond them; a test holds the words to the kinds that there are. */
type RuleKind = keyof typeof en.rule

export interface ViolationWords {
  readonly rule: (violation: Pick<Violation, 'ruleKind'>) => string
  /** By how much. */
  readonly size: (violation: Pick<Violation, 'size' | 'unit'>) => string
  /** Which rule of its kind, and the check's own sentence; when, where that sentence is not known in the reader's language. */
  readonly detail: (violation: Violation) => string
}

export function useViolationWords(): ViolationWords {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const said = useServerWords()
  return useMemo(
    () => ({
      rule: ({ ruleKind }) => t(`rule.${ruleKind as RuleKind}`),
      size: ({ size, unit }) => t(`unit.${unit}`, { size: format.number(size, 1), count: size }),
      detail: (violation) => {
        const message = said(violation.message)
        const isKnown = i18n.language === 'en' || message !== violation.message
        const words = isKnown
          ? readableMessage(message, violation.employeeId, names.employee, format.personMoment)
          : format.personMoment(violation.at)
        return `${violation.ruleId} · ${words}`
      },
    }),
    [t, i18n.language, format, names, said],
  )
}
