import { SaxesParser } from 'saxes'
import { refusal } from '../file-format.ts'
import { damaged, type WorkbookPackage } from './workbook-package.ts'

/** Longest stretch of XML without a tag; a cell holds at most 32,767 characters. */
const MAX_CHARACTERS_WITHOUT_TAG = 8_000_000

export type Attributes = Readonly<Record<string, string>>

/** What a reader wants to know of a part. Names come without their namespace prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Reads a part of a workbook, yielding the share read after each piece so that a caller can take out what it has.
 * Document type definitions, and with them entities that grow when expanded, are refused.
 */
export async function* readXml(workbook: WorkbookPackage, part: string, handlers: XmlHandlers): AsyncGenerator<number> {
  const { file } = workbook
  const parser = new SaxesParser()
  let sinceTag = 0
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    handlers.open(localName(name), attributes as Attributes)
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    handlers.close?.(localName(name))
  })
  if (handlers.text) parser.on('text', handlers.text)
  parser.on('doctype', () => {
    throw refusal(file, `has a document type definition in ${part}`, 'Open it in a spreadsheet and save it again.')
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const { bytes, fraction } of workbook.read(part)) {
      const text = decoder.decode(bytes, { stream: true })
      sinceTag += text.length
      parser.write(text)
      if (sinceTag > MAX_CHARACTERS_WITHOUT_TAG) {
        throw refusal(file, `has a text of more than 8,000,000 characters in ${part}`, 'Leave long texts out.')
      }
      yield fraction
    }
    parser.close()
  } catch (error) {
    throw damaged(file, error)
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads a part to its end. */
export async function readWholeXml(workbook: WorkbookPackage, part: string, handlers: XmlHandlers): Promise<void> {
  for await (const _fraction of readXml(workbook, part, handlers)) {
    // The handlers keep what they need.
  }
}
