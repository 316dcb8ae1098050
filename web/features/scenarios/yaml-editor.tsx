import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputIssueReply } from '../../../server/contracts/api-error.ts'
import { useServerWords } from '../../lib/server-words.ts'

interface YamlEditorProps {
  readonly label: string
  readonly text: string
  readonly issues: readonly InputIssueReply[]
  readonly onChange: (text: string) => void
}

const FEWEST_LINES = 12

/** Text with numbered lines. What is wrong is told below, and marked at its line, to which a click leads. */
export function YamlEditor({ label, text, issues, onChange }: YamlEditorProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const lines = Math.max(FEWEST_LINES, text.split('\n').length)
  const wrong = new Set(issues.flatMap(({ row }) => row ?? []))
  const goTo = (row: number) => {
    const element = area.current
    if (!element) return
    const [start, end] = lineSpan(text, row)
    element.focus()
    element.setSelectionRange(start, end)
  }
  return (
    <>
      <div className="yaml-editor">
        <ol aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <li key={index} data-wrong={wrong.has(index + 1) || undefined}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={area}
          aria-label={label}
          aria-invalid={issues.length > 0}
          aria-describedby={id}
          rows={lines}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <IssueList id={id} issues={issues} onGo={goTo} />
    </>
  )
}

interface IssueListProps {
  readonly id: string
  readonly issues: readonly InputIssueReply[]
  readonly onGo: (row: number) => void
}

function IssueList({ id, issues, onGo }: IssueListProps) {
  const { t } = useTranslation()
  const said = useServerWords()
  const list = useRef<HTMLDivElement>(null)
  // The list may lie below what is in sight.
  useEffect(() => {
    if (issues.length > 0) list.current?.scrollIntoView({ block: 'nearest' })
  }, [issues])
  return (
    <div ref={list} id={id} role="alert">
      {issues.length > 0 && (
        <ul className="yaml-issues">
          {issues.map((issue) => (
            <li key={JSON.stringify(issue)}>
              <strong>
                {issue.row !== undefined && (
                  <button type="button" className="plain" onClick={() => onGo(issue.row ?? 1)}>
                    {t('scenarios.line', { row: issue.row })}
                  </button>
                )}
                {issue.column !== undefined && <code>{issue.column}</code>}
                {issue.value !== undefined && <code>{issue.value}</code>}
                <span>{said(issue.problem)}</span>
              </strong>
              <span>{said(issue.hint)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Places in the text at which a line, counted from 1, begins and ends. */
export function lineSpan(text: string, row: number): [start: number, end: number] {
  const lines = text.split('\n')
  const before = lines.slice(0, row - 1)
  const start = Math.min(
    text.length,
    before.reduce((sum, line) => sum + line.length + 1, 0),
  )
  return [start, start + (lines[row - 1]?.length ?? 0)]
}
