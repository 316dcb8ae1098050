import type writeExcelFile from 'write-excel-file/node'
import {
  appendMarkupInsideElement,
  findElement,
  getCellAddress,
  prependMarkupInsideElement,
  replaceElement,
  sanitizeTextContent,
} from 'write-excel-file/utility'
import type { CellValue } from './expression.ts'
import type { Sheet } from './sheet.ts'

/** An extension of the writer: it changes the parts of the file while they are written. */
type Feature = NonNullable<NonNullable<Parameters<typeof writeExcelFile>[1]>['features']>[number]

/**
 * Writes beside each formula the value that it has. Programs that only show files (mail, chat and phone previews) calculate
 * nothing and would show empty cells.
 */
export const withFormulaValues = (sheets: readonly Sheet[]): Feature => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) => cellsWithValues(xml, sheets[sheetIndex]!),
      },
    },
  },
})

function cellsWithValues(xml: string, sheet: Sheet): string {
  const values = sheet.formulaValues()
  let written = 0
  const result = xml.replaceAll(/<c ([^>]*)><f>([^<]*)<\/f><\/c>/g, (_cell, attributes: string, formula: string) => {
    const address = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? ''
    const value = values.get(address)
    if (value === undefined) throw new RangeError(`Formula ${sheet.name}!${address} has no value.`)
    written++
    const { type, text } = cachedValue(value)
    return `<c ${attributes}${type}><f>${formula}</f><v>${text}</v></c>`
  })
  if (written === values.size) return result
  throw new RangeError(`Sheet ${sheet.name} has ${values.size} formulas, and ${written} were written with a value.`)
}

function cachedValue(value: CellValue): { type: string; text: string } {
  if (typeof value === 'string') return { type: ' t="str"', text: sanitizeTextContent(value) }
  if (typeof value === 'boolean') return { type: ' t="b"', text: value ? '1' : '0' }
  return { type: '', text: String(value) }
}

/** Spreadsheets calculate everything when they open the file, whatever values it carries. */
export const withCalculationOnLoad: Feature = {
  files: {
    transform: {
      'xl/workbook.xml': {
        transformElementAttributes: (tagName, attributes) =>
          tagName === 'calcPr' ? { ...attributes, fullCalcOnLoad: 1 } : attributes,
      },
    },
  },
}

/**
 * Puts texts that are also names of properties of every object ("constructor", "toString") into their cells themselves: the
 * writer looks texts up in a plain object and would show another text, or code, in their place.
 */
export const withPlainTexts = (sheets: readonly Sheet[]): Feature => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) => cellsWithPlainTexts(xml, sheets[sheetIndex]!),
      },
    },
  },
})

function cellsWithPlainTexts(xml: string, sheet: Sheet): string {
  const texts = [...sheet.texts()].filter(([, text]) => text in {})
  return texts.reduce((result, [address, text]) => {
    const cell = new RegExp(`<c (?=[^>]*\\br="${address}")([^>]*?) t="s"([^>]*)><v>[^<]*</v></c>`)
    return result.replace(
      cell,
      (_cell, before, after) => `<c ${before} t="inlineStr"${after}><is><t>${sanitizeTextContent(text)}</t></is></c>`,
    )
  }, xml)
}

const A4 = 9
const FOOTER = '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>'

/** Prints each sheet on A4, on as many pages as its options say, with the sheet's name, the page number and the frozen rows and columns on every page. */
export const withPrintSetup = (sheets: readonly Sheet[]): Feature => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) => withFooter(withFitToPage(xml)),
        transformElementAttributes: (tagName, attributes, _index, _options, { sheetIndex }) => {
          if (tagName !== 'pageSetup') return attributes
          const { pages = { wide: 1, high: 0 }, portrait = false } = sheets[sheetIndex]!.options
          const orientation = portrait ? 'portrait' : 'landscape'
          return { ...attributes, paperSize: A4, orientation, fitToWidth: pages.wide, fitToHeight: pages.high }
        },
      },
      'xl/workbook.xml': { transform: (xml) => withPrintTitles(xml, sheets) },
    },
  },
})

/** The sheet's properties come first of all its elements. */
const withFitToPage = (xml: string): string =>
  prependMarkupInsideElement(xml, found(xml, 'worksheet'), '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')

/** Footers follow the page setup. */
function withFooter(xml: string): string {
  const pageSetup = found(xml, 'pageSetup')
  const markup = xml.slice(pageSetup.openingTagStartIndex, pageSetup.openingTagEndIndex + 1)
  return replaceElement(xml, pageSetup, markup + FOOTER)
}

function withPrintTitles(xml: string, sheets: readonly Sheet[]): string {
  const names = sheets.flatMap(({ name, options: { frozenRows = 0, frozenColumns = 0 } }, at) => {
    const sheet = `'${name.replaceAll("'", "''")}'!`
    const columns = frozenColumns > 0 ? [`${sheet}$A:$${getCellAddress(0, frozenColumns - 1).slice(0, -1)}`] : []
    const rows = frozenRows > 0 ? [`${sheet}$1:$${frozenRows}`] : []
    const titles = sanitizeTextContent([...columns, ...rows].join(','))
    return titles === '' ? [] : [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${titles}</definedName>`]
  })
  const element = found(xml, 'definedNames')
  if (names.length === 0) return replaceElement(xml, element, '')
  return element.selfClosingTag
    ? replaceElement(xml, element, `<definedNames>${names.join('')}</definedNames>`)
    : appendMarkupInsideElement(xml, element, names.join(''))
}

function found(xml: string, tagName: string) {
  const element = findElement(xml, tagName)
  if (element === undefined) throw new RangeError(`The workbook's file has no <${tagName}>.`)
  return element
}
