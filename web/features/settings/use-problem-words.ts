import { useTranslation } from 'react-i18next'
import { useServerWords } from '../../lib/server-words.ts'

const BOUNDS = { 'at least': 'atLeast', 'more than': 'moreThan', 'at most': 'atMost', 'less than': 'lessThan' } as const
const SIZES = { small: 'tooSmall', short: 'tooSmall', large: 'tooLarge', long: 'tooLarge' } as const

/**
 * What the server found wrong, in the reader's language. Sentences that it puts together from a setting's bounds and
 * type are read apart here; all others are translated whole.
 */
export function useProblemWords(): (sentence: string) => string {
  const { t } = useTranslation()
  const said = useServerWords()
  return (sentence) => {
    const size = /^is too (small|short|large|long)$/.exec(sentence)
    if (size) return t(`settings.bound.${SIZES[size[1] as keyof typeof SIZES]}`)
    const bound = /^Use (at least|more than|at most|less than) (\S+?)(?: items| characters)?\.$/.exec(sentence)
    if (bound) return t(`settings.bound.${BOUNDS[bound[1] as keyof typeof BOUNDS]}`, { limit: bound[2] })
    if (/^(Write|Add it \()(a|an) [\w ]+\)?\.$/.test(sentence)) return t('settings.bound.fillIn')
    if (/^is not a (group|contract) of plan\.yaml$/.test(sentence)) return t('settings.bound.notThere')
    return said(sentence)
  }
}
