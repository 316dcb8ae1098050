import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fileFormatOf } from '../../../../server/imports/tables/file-format.ts'
import { openTable } from '../../../../server/imports/tables/open-table.ts'
import { encoded, gb18030, refusalOf, utf16, writeTable } from './table-files.ts'
import { row, workbook, zip } from './write-workbook.ts'

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ROWS = 'id,created_at,channel\n1,2026-11-09,聊天\n'
const REFUSED: Readonly<Record<string, { content: string | Uint8Array; message: string }>> = {
  'an empty file': { content: '', message: 'is empty. Export or download it again.' },
  'blank lines only': {
    content: '\n \n,,\n',
    message: 'holds no rows. Import a file with a header row and data below it.',
  },
  'no header': {
    content: '1,2026-11-09 08:00,chat\n2,2026-11-09 08:05,chat\n'.repeat(3),
    message:
      'row 1: "1 | 2026-11-09 08:00 | chat" is the first row, and neither it nor one of the next 50 looks like a header. Put a row with the names of the columns above the data.',
  },
  'a PDF document': {
    content: '%PDF-1.7\n...',
    message: 'is a PDF document. Export the data as CSV or XLSX from the system that made it.',
  },
  'an old workbook': {
    content: Buffer.concat([OLE, Buffer.alloc(600)]),
    message: 'is an old Excel workbook (.xls) or Office document. Open it in a spreadsheet and save it as .xlsx.',
  },
  'a workbook with a password': {
    content: Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    message:
      'is an Excel workbook with a password. Remove the password (File, Info, Protect Workbook) and save it again.',
  },
  'a web page': {
    content: '\uFEFF\r\n<HTML><body><table><tr><td>1</td></tr></table>',
    message: 'is a web page (HTML), whatever its name says. Open it in a spreadsheet and save it as .xlsx.',
  },
  'an XML spreadsheet': {
    content: '<?xml version="1.0"?><Workbook></Workbook>',
    message: 'is an XML file. Open it in a spreadsheet and save it as .xlsx, or export CSV.',
  },
  'a gzip archive': {
    content: gzipSync(ROWS),
    message: 'is a gzip archive. Unpack it and import the file inside.',
  },
  'a zip archive of files': {
    content: zip({ 'tickets.csv': ROWS }),
    message: 'is a zip archive, not a workbook. Unpack it and import the files inside one by one.',
  },
  'a binary workbook': {
    content: zip({ 'xl/workbook.bin': 'x' }),
    message: 'is a binary workbook (.xlsb). Open it in a spreadsheet and save it as .xlsx.',
  },
  'an OpenDocument sheet': {
    content: zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
    message: 'is an OpenDocument file. Open it in a spreadsheet and save it as .xlsx.',
  },
  'a workbook cut off': {
    content: workbook([{ name: 'A', rows: row(1, ['id']) }]).subarray(0, 900),
    message: 'is a workbook or zip archive that was cut off. Export or download it again.',
  },
  'zeros in the text': {
    content: 'id,created_at\n1,2026-11-09\0\0\0\n2,\0\0\0\0\0\n',
    message:
      'is not a text file: it holds zero bytes. Import CSV, XLSX, JSON lines or iCalendar; export the data in one of these.',
  },
  'a calendar': {
    content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    message: 'is a calendar, not a table. Give its name the ending .ics and import it again.',
  },
  'Western text': {
    content: Buffer.from('id,created_at,channel\n1,2026-11-09,caf\xe9\n2,2026-11-09,M\xfcller\n', 'latin1'),
    message: 'row 2: is neither UTF-8 nor GB18030 text. Save the file again as "CSV UTF-8" and import that.',
  },
  'Western text that is valid GB18030': {
    content: Buffer.from('id,created_at,channel\n1,2026-11-09,M\xfcller\n', 'latin1'),
    message: 'row 2: is neither UTF-8 nor GB18030 text. Save the file again as "CSV UTF-8" and import that.',
  },
  'Big5 text': {
    content: encoded('訂單編號,建立時間,客服\n1,2026-11-09,張小姐,請問我的包裹何時會到\n', 'big5'),
    message: 'row 1: is neither UTF-8 nor GB18030 text. Save the file again as "CSV UTF-8" and import that.',
  },
  'UTF-8 and GB18030 in one file': {
    content: Buffer.concat([Buffer.from(ROWS.repeat(40)), gb18030('2,2026-11-09,售后\n')]),
    message: 'row 81: is neither UTF-8 nor GB18030 text. Save the file again as "CSV UTF-8" and import that.',
  },
  'UTF-8 cut off in a character': {
    content: Buffer.from(`${ROWS}2,2026-11-09,聊`).subarray(0, -1),
    message: 'row 3: ends in the middle of a character: the file was cut off. Export or download it again.',
  },
  'GB18030 cut off in a character': {
    content: gb18030(`${ROWS}2,2026-11-09,聊`).subarray(0, -1),
    message: 'row 3: ends in the middle of a character: the file was cut off. Export or download it again.',
  },
  'UTF-16 cut off in a character': {
    content: utf16(ROWS, 'LE', true).subarray(0, -1),
    message: 'row 2: ends in the middle of a character: the file was cut off. Export or download it again.',
  },
  'UTF-16 with half a pair': {
    content: utf16('id,created_at\n1,\ud83d2026\n', 'BE', true),
    message:
      'row 2: holds a character that is not valid UTF-16 BE. Save the file again as "CSV UTF-8" and import that.',
  },
}

test.each(Object.entries(REFUSED))('%s is refused', async (_name, { content, message }) => {
  const separator = message.startsWith('row ') ? ' ' : ': '
  expect(await refusalOf(content)).toBe(`tickets.csv${separator}${message}`)
})

test('a missing file and a folder are refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  mkdirSync(join(folder, 'exports'))
  await expect(openTable(join(folder, 'tickets.csv'))).rejects.toThrow(
    'tickets.csv: the file is missing. Check its name and folder.',
  )
  await expect(openTable(join(folder, 'exports'))).rejects.toThrow(
    'exports: is a folder, not a file. Import the files in it one by one.',
  )
})

test.each([
  ['csv', ROWS],
  ['csv', utf16(ROWS, 'LE', false)],
  ['csv', '[报表],2026\nid,created_at\n1,2\n'],
  ['jsonl', ' {"id": 1}'],
  ['jsonl', '\uFEFF[\n  {"id": 1}]'],
  ['ics', '\uFEFFBEGIN:VCALENDAR\r\nEND:VCALENDAR'],
  ['xlsx', workbook([])],
])('the format %s is told from the content, not from the name', async (format, content) => {
  expect(await fileFormatOf(writeTable(content, 'export.dat'))).toBe(format)
})
