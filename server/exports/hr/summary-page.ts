import type { SUMMARY_WORDS } from './summary-words.ts'

/** Text that is markup already; everything else that stands in a template is escaped. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = string | Markup | readonly (string | Markup)[]

/** A template whose values cannot become markup: a name such as `<script>` stays a name. */
export const html = (texts: TemplateStringsArray, ...values: readonly Part[]): Markup =>
  new Markup(texts.reduce((whole, text, index) => whole + markupOf(values[index - 1] ?? '') + text))

const markupOf = (part: Part): string =>
  part instanceof Markup ? part.text : typeof part === 'string' ? escaped(part) : part.map(markupOf).join('')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)

/** The first rows of a table, and how many more there are. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  most: number,
  words: (typeof SUMMARY_WORDS)[keyof typeof SUMMARY_WORDS],
  /** Of the columns, in percent; absent means alike. */
  widths: readonly number[] = [],
): Markup {
  if (rows.length === 0) return html`<p class="note">${words.nothing}</p>`
  const left = rows.length - most
  const columns = widths.map((width) => html`<col style="width: ${String(width)}%">`)
  return html`<table><colgroup>${columns}</colgroup><thead><tr>${head.map((name) => html`<th>${name}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, most).map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>
    ${left > 0 ? html`<p class="note">${words.more(left)}</p>` : ''}`
}

const STYLE = `
@page { size: A4; margin: 12mm }
* { box-sizing: border-box }
body { font: 9.5pt/1.35 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #14202b;
  margin: 0 auto; max-width: 186mm }
h1 { font-size: 15pt; margin: 0; overflow-wrap: anywhere; max-height: 2.7em; overflow: hidden }
h2 { font-size: 10.5pt; margin: 4mm 0 1.5mm; border-bottom: .4pt solid #7b8a97 }
.sub { margin: 1mm 0 3mm; color: #3d4b57; max-height: 2.7em; overflow: hidden; overflow-wrap: anywhere }
.open { color: #0b6b3a } .closed, .unknown { color: #a3200d }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2mm; margin: 0 }
.tiles div { border: .4pt solid #b8c2cb; border-radius: 1.5mm; padding: 1.5mm 2mm }
.tiles dt { color: #3d4b57; font-size: 8pt } .tiles dd { margin: 0; font-size: 11.5pt; font-weight: 600 }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm }
section { min-width: 0 }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { text-align: left; vertical-align: top; padding: .7mm 1mm; border-bottom: .3pt solid #d5dce2; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; font-variant-numeric: tabular-nums }
th { font-weight: 600; font-size: 8.5pt; color: #3d4b57 }
.facts td, .facts th { white-space: normal; overflow-wrap: anywhere } .facts th { width: 38% }
.note { margin: 1mm 0 0; font-size: 8pt; color: #3d4b57 }
@media print { body { max-width: none } * { print-color-adjust: exact } }
`

export const page = (language: string, title: string, body: readonly Markup[]): string =>
  `<!doctype html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>
<style>${new Markup(STYLE)}</style></head><body>${body}</body></html>`.text
  }\n`
