import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Turns an English sentence of the server into another language; one that it does not know stays as it is. */
export type ServerWords = (english: string) => string

/**
 * @param sentences English to translated; what differs, as in `has {a} cells`, is named by letters in the order in which
 *   the English sentence has it, and translated where it is a sentence or a name that is known itself
 */
export function serverWordsIn(sentences: Readonly<Record<string, string>>): ServerWords {
  const patterns = Object.entries(sentences)
    .filter(([english]) => english.includes('{'))
    .map(([english, translated]) => {
      const parts = english.split(/\{\w\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
      return { pattern: new RegExp(`^${parts.join('(.+?)')}$`, 's'), translated }
    })
  const known = (english: string) => (Object.hasOwn(sentences, english) ? sentences[english]! : undefined)
  return (english) => {
    const whole = known(english)
    if (whole !== undefined) return whole
    for (const { pattern, translated } of patterns) {
      const found = pattern.exec(english)
      const part = (name: string) => found?.[name.charCodeAt(0) - 96] ?? ''
      if (found) return translated.replace(/\{(\w)\}/g, (_, name: string) => known(part(name)) ?? part(name))
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
