import { useTranslation } from 'react-i18next'
import type { Publication } from '../../../server/contracts/publication.ts'

/** Who published a roster. Without sign-in everybody is the same person, of whom the id says nothing. */
export function usePublisher(): (publication: Publication) => string {
  const { t } = useTranslation()
  return ({ publishedBy }) => (publishedBy === 'local-planner' ? t('publishing.localPlanner') : publishedBy)
}
