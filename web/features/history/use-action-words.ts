import { useTranslation } from 'react-i18next'

/** What somebody did, in words; an action that the page does not know is told by its name. */
export function useActionWords(): (action: string) => string {
  const { t } = useTranslation()
  return (action) => t(`history.action.${action.replace('.', '_')}` as never, { defaultValue: action }) as string
}
