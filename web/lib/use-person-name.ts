import { useTranslation } from 'react-i18next'

/** What a person is called. Without sign-in everybody is the same person, whom the server knows by a name of its own. */
export function usePersonName(): (id: string, name: string) => string {
  const { t } = useTranslation()
  return (id, name) => (id === 'local-planner' ? t('shell.localPlanner') : name)
}
