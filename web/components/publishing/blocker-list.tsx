import './publishing.css'
import { useTranslation } from 'react-i18next'
import type { PlanReportReply, PublishBlockerReply } from '../../../server/contracts/plan-report.ts'
import { navigate } from '../../lib/route.ts'
import { type BlockerPlace, blockerPlace } from './blocker-place.ts'
import { useBlockerWords } from './use-blocker-words.ts'

interface BlockerListProps {
  readonly blockers: readonly PublishBlockerReply[]
  readonly report: PlanReportReply
  /** Whether each links to where it is mended. */
  readonly withPlaces?: boolean
}

/** What stands, or stood, against publishing, each in words and numbers. */
export function BlockerList({ blockers, report, withPlaces = false }: BlockerListProps) {
  const { t } = useTranslation()
  const words = useBlockerWords(report)
  if (blockers.length === 0) return null
  return (
    <ul className="blockers">
      {blockers.map((blocker) => {
        const { what, figures, worst } = words(blocker)
        return (
          <li key={blocker.id}>
            <span className="chip" data-tone={blocker.kind === 'targetUnproven' ? 'warn' : 'bad'}>
              {t(`publishing.kind.${blocker.kind}`)}
            </span>
            <span>
              <strong>{what}</strong>
              <br />
              {figures} {worst && <span className="soft">{worst}</span>}{' '}
              {withPlaces && <PlaceLink place={blockerPlace(blocker, report)} />}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function PlaceLink({ place: { words, route } }: { place: BlockerPlace }) {
  const { t } = useTranslation()
  return (
    <button type="button" className="plain" onClick={() => navigate(route)}>
      {t(words)}
    </button>
  )
}
