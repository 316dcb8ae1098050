import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from '../locales/en.json' with { type: 'json' }
import zhCN from '../locales/zh-CN.json' with { type: 'json' }

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

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
  await i18next.use(initReactI18next).init({
    lng: preferredLanguage(localStorage.getItem(STORED), navigator.languages),
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  })
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(STORED, language)
  void i18next.changeLanguage(language)
}
