export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

interface Words {
  readonly translation: object
  /** Sentences that the server says in English alone; see `useServerWords`. */
  readonly server?: object
}

/** The words of one language, fetched when it is first wanted and only once. Tests hold that each has all of them. */
export const WORDS: Readonly<Record<Language, () => Promise<Words>>> = {
  'zh-CN': async () => {
    const [words, sentences] = await Promise.all([
      import('../locales/zh-CN.json'),
      import('../locales/server-sentences.zh-CN.json'),
    ])
    return { translation: words.default, server: sentences.default }
  },
  en: async () => ({ translation: (await import('../locales/en.json')).default }),
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

export const readersLanguage = (): Language => preferredLanguage(localStorage.getItem(STORED), navigator.languages)

export const storeLanguage = (language: Language): void => localStorage.setItem(STORED, language)
