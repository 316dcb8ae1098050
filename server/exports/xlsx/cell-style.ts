import type { CellObject } from 'write-excel-file/node'

/** How a cell looks: number format, font, colour, border, alignment. */
export type CellStyle = Omit<CellObject, 'value' | 'type'>

/** Number formats. Nothing at all is a dash, so that the eye finds what is there. A difference shows its sign, so that plus and minus cannot be mistaken. */
export const FORMATS = {
  people: '#,##0;-#,##0;–',
  fte: '#,##0.0',
  difference: '+#,##0.0;[Red]-#,##0.0;0.0',
  share: '0.0%',
  factor: '0.00',
  money: '#,##0;-#,##0;–',
  moneyDifference: '+#,##0;[Red]-#,##0;0',
  hours: '#,##0.00',
  date: 'yyyy-mm-dd',
} as const

const INK = '#1f2937'
const QUIET = '#6b7280'
const RULE = '#d1d5db'

export const STYLES = {
  title: { fontWeight: 'bold', fontSize: 16, textColor: INK, height: 26 },
  subtitle: { fontSize: 10, textColor: QUIET },
  section: {
    height: 20,
    fontWeight: 'bold',
    fontSize: 12,
    textColor: INK,
    bottomBorderStyle: 'medium',
    bottomBorderColor: INK,
  },
  header: {
    height: 18,
    fontWeight: 'bold',
    textColor: '#ffffff',
    backgroundColor: '#1e3a5f',
    align: 'center',
    alignVertical: 'center',
    wrap: true,
  },
  /** The second line of a header, in the other language. */
  secondHeader: {
    height: 15,
    fontSize: 9,
    textColor: '#374151',
    backgroundColor: '#dbe4ef',
    align: 'center',
    alignVertical: 'center',
    wrap: true,
  },
  label: {
    textColor: INK,
    bottomBorderStyle: 'hair',
    bottomBorderColor: RULE,
    align: 'left',
    alignVertical: 'center',
    height: 16,
  },
  secondLabel: {
    fontSize: 9,
    textColor: QUIET,
    bottomBorderStyle: 'hair',
    bottomBorderColor: RULE,
    alignVertical: 'center',
  },
  cell: { bottomBorderStyle: 'hair', bottomBorderColor: RULE, alignVertical: 'center', height: 16 },
  /** A figure that somebody may change; the formulas follow. */
  input: {
    ...{ textColor: '#1d4ed8', backgroundColor: '#eff6ff' },
    ...{ bottomBorderStyle: 'hair', bottomBorderColor: RULE, alignVertical: 'center' },
  },
  /** Sum of a line, at its end. */
  lineTotal: {
    ...{ fontWeight: 'bold', backgroundColor: '#f3f4f6', alignVertical: 'center' },
    ...{ bottomBorderStyle: 'hair', bottomBorderColor: RULE },
  },
  total: {
    height: 16,
    alignVertical: 'center',
    fontWeight: 'bold',
    topBorderStyle: 'thin',
    topBorderColor: INK,
    backgroundColor: '#f3f4f6',
  },
  note: { height: 14, fontSize: 9, fontStyle: 'italic', textColor: QUIET },
} as const satisfies Record<string, CellStyle>

export const RED = { textColor: '#b91c1c', backgroundColor: '#fee2e2' } as const
export const GREEN = { textColor: '#166534', backgroundColor: '#dcfce7' } as const
