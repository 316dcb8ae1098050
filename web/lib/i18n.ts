import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type en from '../locales/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

interface Words {
  readonly translation: object
  /** Sentences that the server says in English alone; see `useServerWords`. */
  readonly server?: object
}

/** The words of one language, fetched when it is first wanted. Tests hold that each has all of them. */
const WORDS: Readonly<Record<Language, () => Promise<Words>>> = {
  'zh-CN': async () => {
    const [words, sentences] = await Promise.all([
      import('../locales/zh-CN.json', { with: { type: 'json' } }),
      import('../locales/server-sentences.zh-CN.json', { with: { type: 'json' } }),
    ])
    return { translation: words.default, server: sentences.default }
  },
  en: async () => ({ translation: (await import('../locales/en.json', { with: { type: 'json' } })).default }),
}

const STORED = 'tideline.language'

/** The reader's last choice, else the first of the browser's languages that we speak, else English. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  const wanted = [stored, ...browser].filter((tag) => tag !== null)
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN'
    if (tag.toLowerCase().startsWith('en')) return 'en'
  }
  return 'en'
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  const language = preferredLanguage(localStorage.getItem(STORED), navigator.languages)
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { ...(await WORDS[language]()) } },
    // Chinese sentences have nothing between them, and that is a text too.
    returnEmptyString: true,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  })
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language)
  if (!i18next.hasResourceBundle(language, 'translation'))
    for (const [name, words] of Object.entries(await WORDS[language]()))
      i18next.addResourceBundle(language, name, words)
  await i18next.changeLanguage(language)
}
