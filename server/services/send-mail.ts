import { createTransport } from 'nodemailer'
import type { MailOutcome } from '../contracts/watch-setting.ts'

/** A mail server that takes mails for anywhere. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** From the first byte on, by STARTTLS, by STARTTLS if it is offered, or not at all. Certificates are always verified. */
  readonly encryption: 'tls' | 'startTls' | 'offered' | 'none'
  /** Empty where it asks for none. */
  readonly user: string
  readonly password: string
  readonly from: MailSender
}

export interface MailSender {
  readonly name: string
  readonly address: string
}

export interface MailToSend {
  /** The same at each try, so that a mail that comes twice is known to be one. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly attachment?: { readonly filename: string; readonly content: Uint8Array; readonly contentType: string }
}

export interface MailAnswer {
  readonly outcome: MailOutcome
  /** The mail server's, where it gave one. Its words are left out: they may name people. */
  readonly reply?: number
}

const CONNECT_MS = 10_000
const SILENCE_MS = 20_000
/** Shorter than the lease of a delivery. */
const WHOLE_MS = 45_000

/** Hands a mail to the mail server. @returns how it ended; nothing is thrown */
export async function sendMail(server: MailServer, mail: MailToSend): Promise<MailAnswer> {
  const { from } = server
  const transport = createTransport({
    ...{ host: server.host, port: server.port, secure: server.encryption === 'tls' },
    ...{ requireTLS: server.encryption === 'startTls', ignoreTLS: server.encryption === 'none' },
    ...(server.user === '' ? {} : { auth: { user: server.user, pass: server.password } }),
    ...{
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
    },
    ...{ disableFileAccess: true, disableUrlAccess: true, tls: { minVersion: 'TLSv1.2' } },
  })
  try {
    await transport.sendMail({
      ...{ from, to: { name: '', address: mail.to }, subject: oneLine(mail.subject), text: mail.text },
      ...(mail.html === undefined ? {} : { html: mail.html }),
      ...(mail.attachment && { attachments: [{ ...mail.attachment, content: Buffer.from(mail.attachment.content) }] }),
      messageId: `<${mail.id}@${from.address.split('@')[1]}>`,
      // No holiday notes come back.
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(WHOLE_MS),
    })
    return { outcome: 'sent' }
  } catch (error) {
    return answerOf(error as MailError)
  } finally {
    transport.close()
  }
}

/** Names of plans may hold anything. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

interface MailError extends Error {
  readonly code?: string
  readonly responseCode?: number
}

/** What `nodemailer` calls its errors. */
const OUTCOMES: Readonly<Record<string, MailOutcome>> = {
  ...{ EAUTH: 'signInRefused', ENOAUTH: 'signInRefused', ETLS: 'notSecure', EREQUIRETLS: 'notSecure' },
  ...{
    ETIMEDOUT: 'noAnswer',
    EABORT: 'noAnswer',
    ECONNECTION: 'unreachable',
    ESOCKET: 'unreachable',
    EDNS: 'unreachable',
  },
}
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|SSL|TLS/

function answerOf({ code = '', responseCode, message }: MailError): MailAnswer {
  const known = OUTCOMES[code]
  // Also with a reply: a server that knows no STARTTLS says 500 to it, and refuses no mail thereby.
  if (known === 'signInRefused' || known === 'notSecure') return withReply(known, responseCode)
  if (responseCode !== undefined && responseCode >= 400) {
    return withReply(responseCode >= 500 ? 'refused' : 'putOff', responseCode)
  }
  if (
    CERTIFICATE.test(code) ||
    (known === 'unreachable' && /certificate|self-signed|wrong version number/i.test(message))
  ) {
    return { outcome: 'notSecure' }
  }
  return { outcome: known ?? 'unreachable' }
}

const withReply = (outcome: MailOutcome, reply: number | undefined): MailAnswer =>
  reply === undefined ? { outcome } : { outcome, reply }
