import './mine.css'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../components/notice.tsx'
import { useMe } from '../../lib/me.ts'
import { PlanContext } from '../../lib/workspace.ts'
import { OwnDesk } from './own-desk.tsx'
import { PlanPerson } from './plan-person.tsx'

/** One person's published shifts, to be read on a phone on the way to work. */
export function MineView() {
  const { email } = useMe()
  return (
    <div className="mine" data-of={email === null ? 'plan' : 'own'}>
      {email === null ? <Nobody /> : <OwnDesk nobody={<Nobody />} />}
    </div>
  )
}

/** The reader is nobody of any plan: who may see a plan looks people up in it. */
function Nobody() {
  const { t } = useTranslation()
  const plan = useContext(PlanContext)
  if (plan) return <PlanPerson />
  return (
    <Notice title={t('mine.noPerson')}>
      <p>{t('mine.noPersonHint')}</p>
    </Notice>
  )
}
