import { useTranslation } from 'react-i18next'
import type { PersonRequest } from '../../server/contracts/request.ts'
import type { Format } from '../lib/format.ts'
import { useServerWords } from '../lib/server-words.ts'

const TONES: Record<PersonRequest['state'], string> = {
  asked: 'work',
  agreed: 'work',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'plain',
}

/** How a request stands. */
export function RequestState({ request: { state, subject } }: { request: PersonRequest }) {
  const { t } = useTranslation()
  // A swap first waits for a colleague, then for whoever decides.
  const isOffered = subject.kind === 'swap' && state === 'asked'
  return (
    <span className="chip" data-tone={TONES[state]} data-request-state={state}>
      {isOffered ? t('request.state.offered') : t(`request.state.${state}`)}
    </span>
  )
}

/** Who decided, what was said with it, and what came of an approval. */
export function RequestOutcome({ request, format }: { request: PersonRequest; format: Format }) {
  const { t } = useTranslation()
  const said = useServerWords()
  const { decidedAt, decidedBy, answer, effect } = request
  return (
    <>
      {decidedAt !== null && (
        <p className="soft">
          {t('request.decided', { when: format.moment(decidedAt), who: decidedBy ?? t('request.rule') })}
        </p>
      )}
      {answer !== '' && <p>{t('request.answer', { answer })}</p>}
      {effect?.kind === 'plan' && <p className="soft">{t('request.effect.plan')}</p>}
      {effect?.kind === 'roster' && <p className="soft">{t(`request.effect.${effect.state}`)}</p>}
      {effect?.kind === 'roster' && effect.message !== '' && <p className="soft">{said(effect.message)}</p>}
    </>
  )
}
