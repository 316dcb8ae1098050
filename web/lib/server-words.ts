import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Turns an English sentence of the server into another language; one that it does not know stays as it is. */
export type ServerWords = (english: string) => string

/**
 * @param sentences English to translated; what differs, as in `has {a} cells`, is named by letters in the order in which
 *   the English sentence has it
 */
export function serverWordsIn(sentences: Readonly<Record<string, string>>): ServerWords {
  const patterns = Object.entries(sentences)
    .filter(([english]) => english.includes('{'))
    .map(([english, translated]) => {
      const parts = english.split(/\{\w\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
      return { pattern: new RegExp(`^${parts.join('(.+?)')}$`, 's'), translated }
    })
  return (english) => {
    if (Object.hasOwn(sentences, english)) return sentences[english]!
    for (const { pattern, translated } of patterns) {
      const found = pattern.exec(english)
      if (found) return translated.replace(/\{(\w)\}/g, (_, name: string) => found[name.charCodeAt(0) - 96] ?? '')
    }
    return english
  }
}

const asSaid: ServerWords = (english) => english

/** What the server said, in the reader's language where that is known. */
export function useServerWords(): ServerWords {
  const { i18n } = useTranslation()
  const sentences: Record<string, string> | undefined = i18n.getResourceBundle(i18n.language, 'server')
  return useMemo(() => (sentences ? serverWordsIn(sentences) : asSaid), [sentences])
}
