import './tour.css'
import { type CSSProperties, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { navigate } from '../../lib/route.ts'
import { usePlan } from '../../lib/workspace.ts'
import { isSamplePlan } from './sample-plan.ts'
import { cardPlace } from './tour-place.ts'
import { endTour, hasSeenTour, startTour, useTourOpen } from './tour-state.ts'
import { TOUR_STEPS } from './tour-steps.ts'
import { useAnchorBox } from './use-anchor-box.ts'

/**
 * Shows a newcomer the way of a week over the page itself. It starts by itself on the first visit, once the sample
 * plan's week is there to be looked at, and whenever it is asked for.
 */
export function Tour({ run }: { run: Run | undefined }) {
  const plan = usePlan()
  const isOpen = useTourOpen()
  const isReady = isSamplePlan(plan) && run?.state === 'succeeded'
  useEffect(() => {
    if (isReady && !hasSeenTour()) startTour()
  }, [isReady])
  return isOpen ? <TourCard /> : null
}

function TourCard() {
  const { t } = useTranslation()
  const titleId = useId()
  const textId = useId()
  const [at, setAt] = useState(0)
  const step = TOUR_STEPS[at]!
  const box = useAnchorBox(step.anchors)
  const card = useShownCard()
  const next = useRef<HTMLButtonElement>(null)
  const place = usePlace(card, box, at)
  useEffect(() => navigate(step.route, { replace: true }), [step])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is read out anew
  useEffect(() => next.current?.focus(), [at])
  const isLast = at === TOUR_STEPS.length - 1
  return (
    <>
      {box && (
        <i
          className="tour-ring"
          aria-hidden="true"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        />
      )}
      <div
        ref={card}
        popover="manual"
        className="tour-card"
        role="dialog"
        aria-labelledby={titleId}
        aria-describedby={textId}
        style={{ '--tour-left': `${place.left}px`, '--tour-top': `${place.top}px` } as CSSProperties}
      >
        <p className="soft">{t('tour.step', { step: at + 1, of: TOUR_STEPS.length })}</p>
        <h2 id={titleId}>{t(`tour.title.${step.id}`)}</h2>
        <p id={textId}>{t(`tour.text.${step.id}`)}</p>
        <div className="tour-buttons">
          <button type="button" className="plain" onClick={endTour}>
            {t('tour.skip')}
          </button>
          <span className="spacer" />
          {at > 0 && (
            <button type="button" className="quiet" onClick={() => setAt(at - 1)}>
              {t('tour.back')}
            </button>
          )}
          <button ref={next} type="button" onClick={() => (isLast ? endTour() : setAt(at + 1))}>
            {t(isLast ? 'tour.done' : 'tour.next')}
          </button>
        </div>
      </div>
    </>
  )
}

/** The card in the top layer; Escape ends the tour, and the focus goes back to where it was. */
function useShownCard() {
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    card.current?.showPopover()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') endTour()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      const isPlaced = before instanceof HTMLElement && before !== document.body
      const start = document.querySelector<HTMLElement>('[data-tour=start]')
      ;(isPlaced ? before : start)?.focus()
    }
  }, [])
  return card
}

function usePlace(card: { readonly current: HTMLElement | null }, box: ReturnType<typeof useAnchorBox>, at: number) {
  const [place, setPlace] = useState({ left: 0, top: 0 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step has another size
  useLayoutEffect(() => {
    if (!card.current) return
    const { width, height } = card.current.getBoundingClientRect()
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight }
    setPlace(cardPlace(box, { width, height }, viewport))
  }, [card, box, at])
  return place
}
