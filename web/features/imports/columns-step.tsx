import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { navigate } from '../../lib/route.ts'
import { ColumnTable } from './column-table.tsx'
import type { UnderstoodImport } from './draft-store.ts'
import { useFoundWords } from './found-words.ts'
import { type ImportDraft, isPreviewed, type OpenPoint, type QueueValue } from './import-draft.ts'
import { DiscardButton } from './looking-at-file.tsx'
import { QueueMatching } from './queue-matching.tsx'
import { ReadingSettings } from './reading-settings.tsx'
import type { Read } from './use-read.ts'

export interface ColumnsStepProps {
  readonly item: UnderstoodImport
  readonly draft: ImportDraft
  readonly change: (part: Partial<ImportDraft>) => void
  readonly values: readonly QueueValue[]
  readonly open: readonly OpenPoint[]
  readonly read: Read
}

/** Step 2: what the file was found to be, and everything about it that can be put right. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { item, open } = props
  const { t } = useTranslation()
  const foundWords = useFoundWords()
  const { preset } = item.detection
  return (
    <>
      <Answer question={t('imports.columnsQuestion', { file: item.fileName })} tone={open.length > 0 ? 'warn' : 'good'}>
        {foundWords(item.detection)}
      </Answer>
      {preset && !preset.isVerified && (
        <p className="import-note">
          <span className="chip" data-tone="warn">
            {t('imports.unverified')}
          </span>{' '}
          {t('imports.unverifiedHint', { name: preset.name })}
        </p>
      )}
      <OpenPointList open={open} />
      <ColumnTable {...props} />
      <ReadingSettings {...props} />
      <QueueMatching {...props} />
      <Onward {...props} />
    </>
  )
}

/** Names what is open, each a way to its place. */
function OpenPointList({ open }: { open: readonly OpenPoint[] }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      {open.length > 0 && (
        <section className="panel import-open" aria-labelledby="import-open-title">
          <h2 id="import-open-title">{t('imports.openPoints', { count: open.length })}</h2>
          <ul>
            {open.map((point) => (
              <li key={point}>
                <button type="button" className="plain" onClick={() => goTo(point)}>
                  {t(`imports.open.${point}`)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** Id of the place on the page where a point is settled. */
export const placeOf = (point: OpenPoint): string => `import-${POINTS_OF_COLUMNS.has(point) ? 'columns' : point}`

const POINTS_OF_COLUMNS: ReadonlySet<OpenPoint> = new Set(['time', 'duration', 'count'])

function goTo(point: OpenPoint): void {
  const place = document.getElementById(placeOf(point))
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('[data-open] select, select, input, button')?.focus()
}

function Onward({ item, draft, open, read }: ColumnsStepProps) {
  const { t } = useTranslation()
  const goOn = () => {
    navigate({ as: 'preview' })
    if (!isPreviewed(draft, item)) read.mutate({ apply: false })
  }
  return (
    <footer className="import-onward">
      <DiscardButton item={item} />
      <span className="at-end">
        {open.length > 0 && (
          <span className="soft" id="import-why-not">
            {t('imports.whyNot', {
              points: open.map((point) => t(`imports.open.${point}`)).join(t('controls.sentenceGap')),
            })}
          </span>
        )}
        <button
          type="button"
          disabled={open.length > 0}
          aria-describedby={open.length > 0 ? 'import-why-not' : undefined}
          onClick={goOn}
        >
          {t('imports.toPreview')}
        </button>
      </span>
    </footer>
  )
}
