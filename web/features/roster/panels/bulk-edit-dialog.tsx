import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_NOTE_CHARACTERS } from '../../../../server/contracts/draft-limits.ts'
import { Picker } from '../../../components/picker.tsx'
import { useNames } from '../../../lib/workspace.ts'
import type { BulkChange } from '../edits/bulk-edit.ts'
import type { BulkReview } from '../edits/cell-review.ts'
import type { EditContext } from '../edits/edit-context.ts'
import { CELL_COLORS, type CellColor, type CellPlace } from '../model/board-roster.ts'
import { ReviewDialog } from './review-dialog.tsx'
import { clockText } from './shift-fields.ts'

export interface BulkEditDialogProps {
  readonly context: EditContext
  /** The selection. */
  readonly places: readonly CellPlace[]
  /** What it opens with; a template when absent. */
  readonly first?: BulkChange | undefined
  /** What a change would do: `bulkReview` of the edits. */
  readonly review: (change: BulkChange) => BulkReview
  readonly onAccept: (review: BulkReview, accepted: readonly CellPlace[]) => void
  readonly onClose: () => void
}

const CHANGES = ['template', 'shiftBy', 'remove', 'lock', 'color', 'note'] as const

/** One change for all cells of a selection, read before it is done. */
export function BulkEditDialog({ context, places, first, review, onAccept, onClose }: BulkEditDialogProps) {
  const { t } = useTranslation()
  const reviewOf = (change: BulkChange) => ({ change, reviewed: review(change) })
  const [{ change, reviewed }, setReviewed] = useState(() => reviewOf(first ?? firstChange('template', context)))
  const setChange = (next: BulkChange) => setReviewed(reviewOf(next))
  return (
    <ReviewDialog
      title={t('boardPanel.bulk.title', { count: places.length })}
      review={reviewed}
      context={context}
      onAccept={(accepted) => onAccept(reviewed, accepted)}
      onClose={onClose}
    >
      <div className="toolbar review-fields">
        <Picker
          label={t('boardPanel.bulk.what')}
          value={change.kind}
          options={CHANGES.map((kind) => ({ value: kind, label: t(`boardPanel.bulk.kind.${kind}`) }))}
          onChange={(kind) => setChange(firstChange(kind as BulkChange['kind'], context))}
        />
        <ChangeField change={change} context={context} onChange={setChange} />
      </div>
    </ReviewDialog>
  )
}

/** What a kind of change begins with. */
function firstChange(kind: BulkChange['kind'], { templates, roster }: EditContext): BulkChange {
  switch (kind) {
    case 'template':
      return { kind, templateId: templates[0]?.id ?? '' }
    case 'shiftBy':
      return { kind, minutes: roster.horizon.intervalMinutes }
    case 'lock':
      return { kind, isLocked: true }
    case 'color':
      return { kind, color: CELL_COLORS[0] }
    case 'note':
      return { kind, note: '' }
    case 'remove':
      return { kind }
  }
}

interface ChangeFieldProps {
  readonly change: BulkChange
  readonly context: EditContext
  readonly onChange: (change: BulkChange) => void
}

function ChangeField({ change, context, onChange }: ChangeFieldProps) {
  const { t } = useTranslation()
  switch (change.kind) {
    case 'template':
      return <TemplateFields change={change} context={context} onChange={onChange} />
    case 'shiftBy':
      return (
        <label className="picker">
          <span>{t('boardPanel.bulk.minutes')}</span>
          <input
            type="number"
            step={context.roster.horizon.intervalMinutes}
            value={change.minutes}
            onFocus={(event) => event.target.select()}
            onChange={(event) => onChange({ kind: 'shiftBy', minutes: event.target.valueAsNumber || 0 })}
          />
        </label>
      )
    case 'lock':
      return (
        <Picker
          label={t('boardPanel.bulk.to')}
          value={change.isLocked ? 'lock' : 'unlock'}
          options={(['lock', 'unlock'] as const).map((value) => ({ value, label: t(`boardPanel.menu.${value}`) }))}
          onChange={(value) => onChange({ kind: 'lock', isLocked: value === 'lock' })}
        />
      )
    case 'color':
      return (
        <Picker
          label={t('boardPanel.cell.color')}
          value={change.color ?? 'none'}
          options={(['none', ...CELL_COLORS] as const).map((value) => ({
            value,
            label: t(`boardPanel.color.${value}`),
          }))}
          onChange={(value) => onChange({ kind: 'color', color: value === 'none' ? null : (value as CellColor) })}
        />
      )
    case 'note':
      return (
        <label className="picker">
          <span>{t('boardPanel.cell.note')}</span>
          <input
            maxLength={MAX_NOTE_CHARACTERS}
            value={change.note}
            onChange={(event) => onChange({ kind: 'note', note: event.target.value })}
          />
        </label>
      )
    case 'remove':
      return null
  }
}

interface TemplateFieldsProps extends ChangeFieldProps {
  readonly change: Extract<BulkChange, { kind: 'template' }>
}

/** A template, and which of its starts. */
function TemplateFields({ change, context, onChange }: TemplateFieldsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { templateId, startMinute } = change
  const starts = context.templateById.get(templateId)?.startTimes ?? []
  return (
    <>
      <Picker
        label={t('boardPanel.cell.template')}
        value={templateId}
        options={context.templates.map(({ id }) => ({ value: id, label: names.template(id) }))}
        onChange={(id) => onChange({ kind: 'template', templateId: id })}
      />
      {starts.length > 1 && (
        <Picker
          label={t('boardPanel.cell.start')}
          value={`${startMinute ?? ''}`}
          options={[
            { value: '', label: t('boardPanel.bulk.nearest') },
            ...starts.map((minute) => ({ value: `${minute}`, label: clockText(minute) })),
          ]}
          onChange={(minute) =>
            onChange({ kind: 'template', templateId, ...(minute !== '' && { startMinute: Number(minute) }) })
          }
        />
      )}
    </>
  )
}
