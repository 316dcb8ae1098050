import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type en from '../locales/en.json'
import { type Language, readersLanguage, storeLanguage, WORDS } from './language.ts'

export { LANGUAGES, type Language } from './language.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  const language = readersLanguage()
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
  storeLanguage(language)
  await showLanguage(language)
}

/** Without making it the reader's choice. */
export async function showLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation'))
    for (const [name, words] of Object.entries(await WORDS[language]()))
      i18next.addResourceBundle(language, name, words)
  await i18next.changeLanguage(language)
}
