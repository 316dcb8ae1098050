import './wallboard-dialog.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewWallboard, WallboardLink } from '../../../server/contracts/wallboard.ts'
import { DEFAULT_WALLBOARD_DAYS, MAX_WALLBOARD_DAYS } from '../../../server/contracts/wallboard-limits.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { ShownOnce } from '../../components/shown-once.tsx'
import { LANGUAGES, type Language } from '../../lib/i18n.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { endWallboard, makeWallboard, wallboardsQuery } from '../../lib/wallboard-queries.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'

/** As each is called in itself. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { 'zh-CN': '简体中文', en: 'English' }

/** Opens the links to screens on the wall. */
export function WallboardButton() {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('intraday.wallboard.open')}
      </button>
      {isOpen && (
        <Sheet title={t('intraday.wallboard.title')} onClose={() => setOpen(false)}>
          <WallboardLinks />
        </Sheet>
      )}
    </>
  )
}

function WallboardLinks() {
  const { t } = useTranslation()
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const { data: links, error } = useQuery(wallboardsQuery(planId))
  const onSettled = () => client.invalidateQueries(wallboardsQuery(planId))
  const make = useMutation({ mutationFn: (body: NewWallboard) => makeWallboard(planId, body), onSettled })
  const end = useMutation({ mutationFn: (id: string) => endWallboard(planId, id), onSettled })
  const problem = error ?? end.error ?? make.error
  return (
    <div className="wallboard-links">
      <p className="soft">{t('intraday.wallboard.hint')}</p>
      {make.data && (
        <ShownOnce
          label={t('intraday.wallboard.made', { name: make.data.wallboard.name })}
          value={`${window.location.origin}${make.data.path}`}
          hint={t('intraday.wallboard.once')}
        />
      )}
      {problem && <Failure error={problem} />}
      <ul>
        {links?.map((link) => (
          <LinkItem key={link.id} link={link} isEnding={end.isPending} onEnd={() => end.mutate(link.id)} />
        ))}
        {links?.length === 0 && <li className="soft">{t('intraday.wallboard.none')}</li>}
      </ul>
      {/* Emptied by a link that was made. */}
      <LinkForm key={make.data?.wallboard.id} isMaking={make.isPending} onMake={make.mutate} />
    </div>
  )
}

interface LinkItemProps {
  readonly link: WallboardLink
  readonly isEnding: boolean
  readonly onEnd: () => void
}

function LinkItem({ link: { name, language, madeBy, expiresAt, openedAt }, isEnding, onEnd }: LinkItemProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const isOver = Date.parse(expiresAt) <= serverNow()
  return (
    <li>
      <span>
        <strong>{name}</strong> <span className="soft">{LANGUAGE_NAMES[language]}</span>
        <br />
        <span className="soft">
          {t(isOver ? 'intraday.wallboard.ranOut' : 'intraday.wallboard.by', {
            ...{ who: madeBy, until: format.wallClock(expiresAt.slice(0, 10)) },
          })}{' '}
          {openedAt === null
            ? t('intraday.wallboard.neverOpened')
            : t('intraday.wallboard.opened', { when: format.moment(openedAt) })}
        </span>
      </span>
      <button
        type="button"
        className="danger"
        aria-label={t('intraday.wallboard.endNamed', { name })}
        disabled={isEnding}
        onClick={onEnd}
      >
        {t('intraday.wallboard.end')}
      </button>
    </li>
  )
}

interface LinkFormProps {
  readonly isMaking: boolean
  readonly onMake: (link: NewWallboard) => void
}

function LinkForm({ isMaking, onMake }: LinkFormProps) {
  const { t, i18n } = useTranslation()
  const [name, setName] = useState('')
  const [language, setLanguage] = useState(i18n.language as Language)
  const [days, setDays] = useState(`${DEFAULT_WALLBOARD_DAYS}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onMake({ name, language, days: Number(days) })
  }
  return (
    <form onSubmit={submit}>
      <h3>{t('intraday.wallboard.new')}</h3>
      <label>
        <span>{t('intraday.wallboard.name')}</span>
        <input data-first required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <Picker
        label={t('intraday.wallboard.language')}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={(value) => setLanguage(value as Language)}
      />
      <label>
        <span>{t('intraday.wallboard.days', { most: MAX_WALLBOARD_DAYS })}</span>
        <input
          type="number"
          required
          min={1}
          max={MAX_WALLBOARD_DAYS}
          step={1}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
      </label>
      <div className="dialog-actions">
        <button type="submit" className="primary" disabled={isMaking || name.trim() === ''}>
          {t('intraday.wallboard.make')}
        </button>
      </div>
    </form>
  )
}
