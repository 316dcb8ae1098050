import { crc32, deflateRawSync } from 'node:zlib'

interface ZipOptions {
  /** Size that the archive declares for a part, when it lies. */
  readonly declaredBytes?: Readonly<Record<string, number>>
  readonly encrypted?: boolean
}

/** A zip archive of texts, as small as the format allows. */
export function zip(parts: Readonly<Record<string, string | Buffer>>, options: ZipOptions = {}): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const data = Buffer.from(content as string)
    const packed = deflateRawSync(data)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(options.encrypted ? 1 : 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(options.declaredBytes?.[name] ?? data.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(name)]))
    bodies.push(body)
    offset += body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, list, end])
}

export interface SheetText {
  readonly name: string
  /** What stands inside sheetData. */
  readonly rows: string
  readonly isHidden?: boolean
  /** Ranges such as A1:B2. */
  readonly merges?: readonly string[]
}

interface WorkbookOptions extends ZipOptions {
  readonly is1904?: boolean
  /** `si` elements. */
  readonly strings?: readonly string[]
  /** Format codes of styles 1, 2, ..., or the number of a built-in format. */
  readonly formats?: readonly (string | number)[]
  /** Parts that replace or join those written here. */
  readonly parts?: Readonly<Record<string, string>>
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = (targets: readonly (readonly [type: string, target: string])[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

/** An .xlsx workbook with the given sheets. */
export function workbook(sheets: readonly SheetText[], options: WorkbookOptions = {}): Buffer {
  const { is1904 = false, strings = [], formats = [] } = options
  const parts: Record<string, string> = {
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook ${MAIN} xmlns:r="${RELATIONS}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(({ name, isHidden }, index) => {
        const state = isHidden ? ' state="hidden"' : ''
        return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`
      })
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', '/xl/styles.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings.join('')}</sst>`,
    'xl/styles.xml': stylesText(formats),
  }
  sheets.forEach(({ rows, merges = [] }, index) => {
    const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    const list = merged === '' ? '' : `<mergeCells count="${merges.length}">${merged}</mergeCells>`
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet ${MAIN}><sheetData>${rows}</sheetData>${list}</worksheet>`
  })
  return zip({ ...parts, ...options.parts }, options)
}

function stylesText(formats: readonly (string | number)[]): string {
  const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const custom = formats.map((format, index) =>
    typeof format === 'number' ? '' : `<numFmt numFmtId="${200 + index}" formatCode="${escaped(format)}"/>`,
  )
  const styles = formats.map((format, index) => `<xf numFmtId="${typeof format === 'number' ? format : 200 + index}"/>`)
  return `<styleSheet ${MAIN}><numFmts>${custom.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`
}

/** A row of inline texts; a number becomes a number, undefined no cell. */
export const row = (number: number, cells: readonly (string | number | undefined)[]): string =>
  `<row r="${number}">${cells
    .map((cell, index) => {
      const r = `${String.fromCharCode(65 + index)}${number}`
      if (cell === undefined) return ''
      return typeof cell === 'number'
        ? `<c r="${r}"><v>${cell}</v></c>`
        : `<c r="${r}" t="inlineStr"><is><t>${cell}</t></is></c>`
    })
    .join('')}</row>`
