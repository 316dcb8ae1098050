import { useTranslation } from 'react-i18next'
import sentences from '../locales/server-sentences.zh-CN.json' with { type: 'json' }

/** Sentences with parts that differ, such as `has {a} cells`, as patterns with the names of those parts. */
const PATTERNS = Object.entries(sentences)
  .filter(([english]) => english.includes('{'))
  .map(([english, chinese]) => {
    const parts = english.split(/\{\w\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
    return { pattern: new RegExp(`^${parts.join('(.+?)')}$`, 's'), chinese }
  })

/** The Chinese for a sentence that the server says in English alone; the sentence itself when it is not known here. */
export function chineseSentence(english: string): string {
  if (Object.hasOwn(sentences, english)) return sentences[english as keyof typeof sentences]
  for (const { pattern, chinese } of PATTERNS) {
    const found = pattern.exec(english)
    // Names are letters in the order in which the English sentence has them.
    if (found) return chinese.replace(/\{(\w)\}/g, (_, name: string) => found[name.charCodeAt(0) - 96] ?? '')
  }
  return english
}

/** What the server said, in the reader's language where that is known. */
export function useServerWords(): (english: string) => string {
  const { i18n } = useTranslation()
  return i18n.language === 'zh-CN' ? chineseSentence : (english) => english
}
