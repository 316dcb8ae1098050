import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../components/choice.tsx'
import { Picker } from '../components/picker.tsx'
import { chooseLanguage, LANGUAGES, type Language } from '../lib/i18n.ts'
import { chooseTheme, THEMES, type Theme, useTheme } from '../lib/theme.ts'
import { AccountMenu } from './account-menu.tsx'
import icon from './icon.svg'

/** Each language under its own name, whatever the page's language. */
const LANGUAGE_NAMES: Record<Language, string> = { 'zh-CN': '简体中文', en: 'English' }

export function TopBar({ children }: { children?: ReactNode }) {
  const { t, i18n } = useTranslation()
  // Its words may have to be fetched first; the choice shows at once.
  const [wanted, setWanted] = useState(i18n.language as Language)
  const theme = useTheme()
  return (
    <header className="top-bar">
      <span className="brand">
        <img src={icon} alt="" width="22" height="22" />
        Tideline
      </span>
      {children}
      <span className="spacer" />
      <Choice
        label={t('shell.language')}
        value={wanted}
        options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
        onChange={(language) => {
          setWanted(language)
          chooseLanguage(language).catch(() => setWanted(i18n.language as Language))
        }}
      />
      <Picker
        label={t('shell.theme')}
        value={theme}
        options={THEMES.map((value) => ({ value, label: t(`shell.themes.${value}`) }))}
        onChange={(value) => chooseTheme(value as Theme)}
      />
      <AccountMenu />
    </header>
  )
}
