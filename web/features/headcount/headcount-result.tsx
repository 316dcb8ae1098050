import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HEADCOUNT_FILES } from '../../../server/contracts/headcount.ts'
import type { HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { Answer } from '../../components/answer.tsx'
import { Choice } from '../../components/choice.tsx'
import { headcountFileAddress } from '../../lib/headcount-queries.ts'
import type { Language } from '../../lib/i18n.ts'
import { ClassTable } from './class-table.tsx'
import { CostCard } from './cost-card.tsx'
import { FteChart } from './fte-chart.tsx'
import { groupsShown } from './headcount-figures.ts'
import { HeadcountFlow } from './headcount-flow.tsx'
import { PlanGrounds } from './plan-grounds.tsx'
import { SaleTable } from './sale-table.tsx'
import { ShortageTable } from './shortage-table.tsx'
import { useAnswerWords, useHeadcountNames } from './use-headcount-words.ts'
import { WhatIfTables } from './what-if-tables.tsx'

const [WORKBOOK] = HEADCOUNT_FILES

interface HeadcountResultProps {
  readonly id: string
  readonly plan: HeadcountPlan
  readonly earlier: ReactNode
}

/** A headcount plan: its answer, what it rests on, and the files to take away. */
export function HeadcountResult({ id, plan, earlier }: HeadcountResultProps) {
  const { t } = useTranslation()
  const answer = useAnswerWords()
  const names = useHeadcountNames(plan)
  const [group, setGroup] = useState('')
  const groups = groupsShown(plan, group === '' ? undefined : group)
  const tone = plan.violations.length > 0 ? 'bad' : plan.shortages.length > 0 ? 'warn' : 'good'
  return (
    <>
      <Answer question={t('headcount.question')} tone={tone}>
        {answer(plan)}
      </Answer>
      <div className="toolbar">
        {earlier}
        <Downloads id={id} />
      </div>
      <Violations violations={plan.violations} />
      <CostCard plan={plan} />
      {plan.groups.length > 1 && (
        <div className="toolbar">
          <Choice
            label={t('roster.group')}
            value={group}
            options={[
              { value: '', label: t('roster.allGroups') },
              ...plan.groups.map(({ groupId }) => ({ value: groupId, label: names.group(groupId) })),
            ]}
            onChange={setGroup}
          />
        </div>
      )}
      <FteChart plan={plan} groups={groups} />
      <HeadcountFlow plan={plan} groups={groups} />
      <ClassTable plan={plan} />
      <SaleTable plan={plan} />
      <ShortageTable plan={plan} />
      <WhatIfTables plan={plan} />
      <PlanGrounds plan={plan} />
    </>
  )
}

function Downloads({ id }: { id: string }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language as Language
  const other: Language = language === 'en' ? 'zh-CN' : 'en'
  return (
    <span className="at-end">
      {HEADCOUNT_FILES.map((name) => (
        <a key={name} className="button quiet" href={headcountFileAddress(id, name, language)} download={name}>
          {t('controls.download', { file: name })}
        </a>
      ))}
      <a className="button quiet" href={headcountFileAddress(id, WORKBOOK, other)} download={WORKBOOK}>
        {t(`headcount.workbookIn.${other}`)}
      </a>
    </span>
  )
}

/** What the plan's own check found wrong, which says that it must not be relied upon. */
function Violations({ violations }: { violations: readonly string[] }) {
  const { t } = useTranslation()
  if (violations.length === 0) return null
  return (
    <section className="panel headcount-violations" role="alert">
      <h2>{t('headcount.violations')}</h2>
      <ul>
        {violations.map((violation) => (
          <li key={violation}>{violation}</li>
        ))}
      </ul>
    </section>
  )
}
