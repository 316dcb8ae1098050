/**
 * One thing wrong with the input: where it stands, what was found there and what to do about it.
 * `file`, `row` and `column` are absent where the issue is not about a place in a file (a command-line option, say).
 */
export interface InputIssue {
  readonly file?: string
  /** 1-based line in the file, the header being row 1, as a spreadsheet counts. */
  readonly row?: number
  readonly column?: string
  readonly value?: string
  /** What is wrong, as the end of a sentence that begins with the place: "is negative". */
  readonly problem: string
  /** The next step, as a full sentence. */
  readonly hint: string
}

/** `history.csv row 17, column volume: "-3" is negative. Use 0 when nobody contacted you.` */
export function describeIssue(issue: InputIssue): string {
  const place = [
    issue.file,
    issue.row === undefined ? undefined : `row ${issue.row}`,
    issue.column === undefined ? undefined : `column ${issue.column}`,
  ].filter((part) => part !== undefined)
  const where = place.length === 0 ? '' : `${place.join(', ').replace(', row', ' row')}: `
  const what = issue.value === undefined ? issue.problem : `${JSON.stringify(shorten(issue.value))} ${issue.problem}`
  return `${where}${what}. ${issue.hint}`
}

const shorten = (value: string): string => (value.length > 60 ? `${value.slice(0, 57)}...` : value)

const ISSUES_SHOWN = 20

/** Input that cannot be planned from. Thrown at the door, with every issue found, before anything is computed. */
export class PlanningInputError extends Error {
  readonly issues: readonly InputIssue[]

  constructor(issues: readonly InputIssue[] | InputIssue) {
    const list = Array.isArray(issues) ? (issues as readonly InputIssue[]) : [issues as InputIssue]
    const shown = list.slice(0, ISSUES_SHOWN).map(describeIssue)
    const more = list.length - shown.length
    super([...shown, ...(more > 0 ? [`... and ${more} more.`] : [])].join('\n'))
    this.name = 'PlanningInputError'
    this.issues = list
  }
}
