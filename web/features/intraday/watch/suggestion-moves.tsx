import { useTranslation } from 'react-i18next'
import type { SuggestionReply } from '../../../../server/contracts/day-watch.ts'
import { useFormat } from '../../../lib/workspace.ts'

type Move = SuggestionReply['moves'][number]
type Shift = NonNullable<Move['before']>

/** Who does what otherwise: each shift as it is and as it would be. */
export function SuggestionMoves({ moves, people }: Pick<SuggestionReply, 'moves' | 'people'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const span = ({ start, end }: Pick<Shift, 'start' | 'end'>) => format.span(start, end)
  const words = (shift: Shift | null) => {
    if (!shift) return t('intraday.suggest.off')
    const pauses = shift.breaks.map(({ start }) => format.time(start)).join(t('controls.listComma'))
    return pauses === '' ? span(shift) : t('intraday.suggest.withBreaks', { span: span(shift), breaks: pauses })
  }
  return (
    <details>
      <summary>{t('intraday.suggest.moves', { count: moves.length })}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('intraday.person')}</th>
            <th scope="col">{t('intraday.suggest.before')}</th>
            <th scope="col">{t('intraday.suggest.after')}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map(({ employeeId, before, after }) => (
            <tr key={`${employeeId} ${before?.start ?? after?.start}`}>
              <th scope="row">{nameOf.get(employeeId) ?? employeeId}</th>
              <td>{words(before)}</td>
              <td>{words(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
