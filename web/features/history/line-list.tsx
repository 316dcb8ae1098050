import { useTranslation } from 'react-i18next'
import type { RevisionFileChange } from '../../../server/contracts/revision.ts'
import { useFormat } from '../../lib/workspace.ts'
import { jumpsIn } from './line-jumps.ts'

const SIGNS = { same: ' ', removed: '−', added: '+' } as const

/** What is different in a file, line by line. */
export function LineList({ change }: { change: RevisionFileChange }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { path, lines, isCut, bytesBefore, bytesAfter } = change
  const sizes = [bytesBefore, bytesAfter].map((bytes) => (bytes === null ? '—' : format.bytes(bytes))).join(' → ')
  const jumps = new Set(jumpsIn(lines ?? []))
  return (
    <details className="line-list" open={lines !== null && lines.length <= 60}>
      <summary>
        <span className="chip" data-tone={change.change === 'removed' ? 'bad' : 'plain'}>
          {t(`history.fileChange.${change.change}`)}
        </span>{' '}
        <code>{path}</code> <span className="soft">{sizes}</span>
      </summary>
      {lines === null ? (
        <p className="soft">{t('history.noLines')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
        <section className="table-frame" aria-label={t('history.linesOf', { path })} tabIndex={0}>
          <table className="lines">
            <tbody>
              {lines.map((line, index) => (
                <tr
                  key={`${line.before} ${line.after}`}
                  data-kind={line.kind}
                  data-jump={jumps.has(index) || undefined}
                >
                  <td className="numeric soft">{line.after ?? line.before}</td>
                  <td>
                    <span className="hidden-text">{t(`history.line.${line.kind}`)}</span>
                    <span aria-hidden="true">{SIGNS[line.kind]}</span>
                  </td>
                  <td>
                    <code>{line.text}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {isCut && <p className="soft">{t('history.linesCut')}</p>}
    </details>
  )
}
