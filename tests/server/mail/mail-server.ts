import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'
import type { MailServer } from '../../../server/services/send-mail.ts'

export interface ReceivedMail {
  readonly to: string
  readonly subject: string
  readonly messageId: string
  /** As it came over the line, header and body. */
  readonly raw: string
}

export interface TestMailServer {
  /** What was taken, in its order. */
  readonly received: ReceivedMail[]
  /** How Tideline is told to reach it. */
  readonly server: MailServer
  /** What the next mails are answered with; undefined takes them. */
  answer: { readonly code: number; readonly text: string } | undefined
  /** Nobody can reach it until it is opened again. */
  close(): Promise<void>
  open(): Promise<void>
}

export const MAIL_FROM = { name: '排班 Tideline', address: 'tideline@example.com' }

/** A mail server on this machine that keeps what it takes; without encryption unless `options` say so. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = []
  const state: { answer: TestMailServer['answer'] } = { answer: undefined }
  const make = () =>
    new SMTPServer({
      ...{ hideSTARTTLS: true, authOptional: true, logger: false, closeTimeout: 100, ...options },
      onRcptTo: (_address, _session, callback) => {
        const { answer } = state
        callback(answer && Object.assign(new Error(answer.text), { responseCode: answer.code }))
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8')
          const to = session.envelope.rcptTo.map(({ address }) => address).join(' ')
          received.push({ to, subject: wordsOf(headerOf(raw, 'Subject')), messageId: headerOf(raw, 'Message-ID'), raw })
          callback()
        })
      },
    })
  let running = make()
  let port = 0
  const open = async () => {
    running = make()
    running.on('error', () => undefined)
    await new Promise<void>((resolve) => running.listen(port, '127.0.0.1', resolve))
    port = (running.server.address() as AddressInfo).port
  }
  const close = () => new Promise<void>((resolve) => running.close(resolve))
  await open()
  onTestFinished(close)
  const server: MailServer = {
    ...{ host: '127.0.0.1', port, encryption: 'none', user: '', password: '', from: MAIL_FROM },
  }
  return {
    ...{ received, server, open, close },
    get answer() {
      return state.answer
    },
    set answer(answer) {
      state.answer = answer
    },
  }
}

/** A header of a mail, its lines joined. */
export function headerOf(raw: string, name: string): string {
  const [head = ''] = raw.split('\r\n\r\n')
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return (
    lines
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  )
}

/** Encoded words (RFC 2047) as people read them. */
const wordsOf = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
      (kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64')
        : Buffer.from(quoted(text.replaceAll('_', ' ')), 'latin1')
      ).toString(),
    )

const quoted = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The text of the part of a kind, decoded. @param type such as `text/html` */
export function partOf(raw: string, type: string): Buffer {
  const found = new RegExp(`content-type:\\s+${type.replace(/[.+]/g, '\\$&')}`, 'i').exec(raw)
  if (!found) throw new Error(`The mail has no part ${type}.`)
  const part = raw.slice(raw.lastIndexOf('\r\n--', found.index) + 2)
  const start = part.indexOf('\r\n\r\n') + 4
  const end = part.indexOf('\r\n--', start)
  const body = part.slice(start, end < 0 ? undefined : end)
  const encoding = /content-transfer-encoding: ([\w-]+)/i.exec(part.slice(0, start))?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  return encoding === 'quoted-printable' ? Buffer.from(quoted(body.replace(/=\r\n/g, '')), 'latin1') : Buffer.from(body)
}
