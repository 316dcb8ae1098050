import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { DataTable } from '../../components/data-table.tsx'
import { navigate } from '../../lib/route.ts'
import { dateOf } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type en from '../../locales/en.json'

type Violation = PlanReportReply['violations'][number]

/** The independent check's verdict on the rules of work. */
export function RulesCard({ violations }: { violations: readonly Violation[] }) {
  const { t } = useTranslation()
  const hard = violations.filter(({ severity }) => severity === 'hard')
  const soft = violations.filter(({ severity }) => severity === 'soft')
  return (
    <section className="panel rules-card" data-tone={hard.length === 0 ? 'good' : 'bad'}>
      <h2>{t('overview.rules')}</h2>
      <p className="verdict-line" data-figure="violations">
        {hard.length === 0 ? t('overview.rulesKept') : t('overview.rulesBroken', { count: hard.length })}
      </p>
      <p className="soft">{t('overview.rulesHow')}</p>
      {violations.length === 0 ? null : (
        <details open={hard.length > 0}>
          <summary>{t('overview.softRules', { count: soft.length })}</summary>
          <ViolationTable violations={violations} />
        </details>
      )}
    </section>
  )
}

function ViolationTable({ violations }: { violations: readonly Violation[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <DataTable
      caption={t('overview.rules')}
      rows={violations}
      rowKey={(violation) => JSON.stringify(violation)}
      isBad={({ severity }) => severity === 'hard'}
      columns={[
        {
          key: 'at',
          head: t('overview.when'),
          cell: ({ at, employeeId }) => (
            <button
              type="button"
              className="plain"
              onClick={() => navigate({ view: 'roster', day: dateOf(at), person: employeeId })}
            >
              {format.personMoment(at)}
            </button>
          ),
        },
        {
          key: 'who',
          head: t('overview.who'),
          cell: ({ employeeId }) => (employeeId ? names.employee(employeeId) : '–'),
        },
        {
          key: 'rule',
          head: t('overview.rule'),
          // Several rules may be of one kind: the id tells which of them, as plan.yaml and the packs name it.
          cell: ({ ruleKind, ruleId }) => (
            <>
              {t(`rule.${ruleKind as RuleKind}`)} <span className="soft">{ruleId}</span>
            </>
          ),
        },
        {
          key: 'size',
          head: t('overview.size'),
          numeric: true,
          cell: ({ size, unit }) => t(`unit.${unit}`, { size: format.number(size, 1), count: size }),
        },
      ]}
    />
  )
}

/** Kinds of work rules, and what a roster must be beyond them; a test holds the words to the kinds that there are. */
type RuleKind = keyof typeof en.rule
