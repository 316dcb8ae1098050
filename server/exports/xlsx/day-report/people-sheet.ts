import type { GroupFigures, PersonFigures, TeamFigures } from '../../../contracts/day-report.ts'
import { FORMATS, STYLES } from '../cell-style.ts'
import { putList } from '../headcount/list-table.ts'
import { Sheet } from '../sheet.ts'
import type { Wording } from '../words.ts'
import { DAY_REPORT_SHEETS, DAY_REPORT_WORDS as WORDS } from './day-report-words.ts'

const COUNT = { ...STYLES.cell, format: FORMATS.people }
const HOURS = { ...STYLES.cell, format: FORMATS.hours }
const SHARE = { ...STYLES.cell, format: FORMATS.share }

type Figures = Pick<GroupFigures & PersonFigures, 'scheduledHours' | 'onPositionHours' | 'occupancy' | 'adherence'>
const FIGURES = [
  { head: WORDS.scheduledHours, cell: ({ scheduledHours }: Figures) => scheduledHours, style: HOURS },
  { head: WORDS.onPositionHours, cell: ({ onPositionHours }: Figures) => onPositionHours, style: HOURS },
  { head: WORDS.occupancy, cell: ({ occupancy }: Figures) => occupancy, style: SHARE },
  { head: WORDS.adherence, cell: ({ adherence }: Figures) => adherence, style: SHARE },
]

/** Groups and people by their ids, as the service tells them: nobody is ranked. */
export function peopleSheet({ groups, people, day, eveningFrom }: TeamFigures, wording: Wording): Sheet {
  const sheet = new Sheet(wording.first(DAY_REPORT_SHEETS.people), { frozenColumns: 1, widths: [18, 18, 16, 13] })
  sheet.put(0, 0, `${wording.first(DAY_REPORT_SHEETS.people)} ${day}`, STYLES.title)
  const spread = (value: GroupFigures['evenings']) => (value ? `${value.least}–${value.most}` : null)
  const later = (words: typeof WORDS.evenings) => ({
    zh: `${words.zh}（${eveningFrom} 后）`,
    en: `${words.en} (after ${eveningFrom})`,
  })
  const ranged = (words: { zh: string; en: string }) => ({
    ...{ zh: `${words.zh} ${WORDS.leastMost.zh}`, en: `${words.en}, ${WORDS.leastMost.en}` },
  })
  const nameOf = new Map(groups.map(({ groupId, name }) => [groupId, wording.name(name, groupId)]))
  putList(
    sheet,
    wording,
    WORDS.groups,
    [
      { head: WORDS.group, cell: ({ groupId }) => nameOf.get(groupId)!, style: STYLES.label },
      { head: WORDS.headcount, cell: ({ people: count }) => count, style: COUNT },
      ...FIGURES,
      { head: ranged(later(WORDS.evenings)), cell: ({ evenings }) => spread(evenings) },
      { head: ranged(WORDS.weekends), cell: ({ weekends }) => spread(weekends) },
    ],
    groups,
  )
  putList(
    sheet,
    wording,
    WORDS.people,
    [
      { head: WORDS.id, cell: ({ employeeId }) => employeeId, style: STYLES.label },
      { head: WORDS.name, cell: ({ name }) => name },
      { head: WORDS.group, cell: ({ groupId }) => nameOf.get(groupId) ?? groupId },
      ...FIGURES,
      { head: WORDS.shifts, cell: ({ shifts }) => shifts, style: COUNT },
      { head: later(WORDS.evenings), cell: ({ evenings }) => evenings, style: COUNT },
      { head: WORDS.weekends, cell: ({ weekends }) => weekends, style: COUNT },
    ],
    people,
  )
  return sheet
}
