import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import type { OidcChoice } from './auth/authentication.ts'
import { environmentSchema, isLocal, mailSenderFrom, VARIABLES } from './environment.ts'
import type { MailServer } from './services/send-mail.ts'

/** The checkout: the folder that holds package.json. */
export const REPOSITORY = path.resolve(import.meta.dirname, '..')

export interface Config {
  /** Undefined takes 3000 or the next free one. */
  readonly port: number | undefined
  readonly host: string
  readonly isLocalOnly: boolean
  /** Off makes everybody who reaches the server its one planner; this machine alone may reach it then. */
  readonly hasSignIn: boolean
  /** Where people reach the server; undefined for the address that it listens on. */
  readonly publicUrl: string | undefined
  /** Proxies whose word is taken for the address of a sender. */
  readonly proxies: readonly string[]
  /** The company's own sign-in. */
  readonly oidc: OidcChoice | undefined
  /** A PostgreSQL of the user's own; without it Tideline runs one in `dataFolder`. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  readonly logLevel: string
  /** Heavy jobs that this process does at once; 0 leaves them to other workers. */
  readonly workerSlots: number
  /** Whether each request is a line of the log at its usual level. */
  readonly logsRequests: boolean
  /** Bearer token that may read the metrics from another machine. */
  readonly metricsToken: string | undefined
  readonly overload: { readonly requests: number; readonly lagMs: number }
  /** What sends mails; undefined where none is set up. */
  readonly mail: MailServer | undefined
  /** Hosts of the own network that webhooks may reach. */
  readonly webhookHosts: readonly string[]
  /** Folder of published rosters as files, if they are wanted. */
  readonly publishedFolder: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** What the environment asks for that cannot be done, all of it at once. */
export class ConfigError extends Error {
  constructor(mistakes: readonly string[]) {
    super(`The environment asks for what cannot be:\n${mistakes.map((mistake) => `  ${mistake}.`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** @throws ConfigError listing every mistake */
export function configFrom(environment: Environment): Config {
  const { given, mistakes } = withSecretFiles(environment)
  const { success, data, error } = environmentSchema.safeParse(given)
  const told = (error?.issues ?? []).map(
    ({ path: [name], message }) => `${String(name)}=${shown(String(name), given)} ${message}`,
  )
  if (!success || mistakes.length > 0) throw new ConfigError([...mistakes, ...told])
  return {
    port: data.PORT,
    host: data.HOST,
    isLocalOnly: isLocal(data.HOST),
    hasSignIn: data.TIDELINE_SIGN_IN === 'on',
    publicUrl: data.TIDELINE_PUBLIC_URL,
    proxies: data.TIDELINE_PROXIES,
    oidc: oidcFrom(data),
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.TIDELINE_DATA ?? defaultDataFolder(),
    logLevel: data.LOG_LEVEL,
    workerSlots: data.TIDELINE_WORKER_SLOTS,
    logsRequests: data.TIDELINE_LOG_REQUESTS === 'on',
    metricsToken: data.TIDELINE_METRICS_TOKEN,
    overload: { requests: data.TIDELINE_MAX_REQUESTS, lagMs: data.TIDELINE_MAX_LAG_MS },
    mail: mailFrom(data),
    webhookHosts: data.TIDELINE_WEBHOOK_HOSTS,
    publishedFolder: data.TIDELINE_PUBLISHED,
  }
}

/** All or none of them are set. */
const oidcFrom = (data: z.infer<typeof environmentSchema>): OidcChoice | undefined =>
  data.OIDC_ISSUER && data.OIDC_CLIENT_ID && data.OIDC_CLIENT_SECRET
    ? {
        issuer: data.OIDC_ISSUER,
        clientId: data.OIDC_CLIENT_ID,
        clientSecret: data.OIDC_CLIENT_SECRET,
        name: data.OIDC_NAME,
      }
    : undefined

function mailFrom({
  TIDELINE_SMTP_URL,
  TIDELINE_MAIL_FROM,
}: z.infer<typeof environmentSchema>): MailServer | undefined {
  const from = mailSenderFrom(TIDELINE_MAIL_FROM ?? '')
  if (TIDELINE_SMTP_URL === undefined || !from) return undefined
  const url = new URL(TIDELINE_SMTP_URL)
  const isEncrypted = url.protocol === 'smtps:'
  const isHere = isLocal(url.hostname.replace(/^\[|\]$/g, ''))
  return {
    ...{ from, host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (isEncrypted ? 465 : 587)) },
    encryption: isEncrypted ? 'tls' : url.search !== '' ? 'none' : isHere ? 'offered' : 'startTls',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}

const isSecret = (name: string): boolean => VARIABLES.some((variable) => variable.name === name && variable.isSecret)

/**
 * The variables that are set: an empty one is how many shells and service files say "not set". A secret may lie in a
 * file instead, which `NAME_FILE` names, as containers hand secrets over.
 */
function withSecretFiles(environment: Environment) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const mistakes: string[] = []
  for (const { name } of VARIABLES.filter((variable) => variable.isSecret)) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    if (given[name] !== undefined) {
      mistakes.push(`${name}_FILE="${file}" is set beside ${name}: one of them is meant`)
      continue
    }
    try {
      given[name] = readFileSync(file, 'utf8').trim()
    } catch (error) {
      mistakes.push(`${name}_FILE="${file}" cannot be read (${(error as NodeJS.ErrnoException).code})`)
    }
  }
  return { given, mistakes }
}

/** A database address may hold a password, which must not reach a terminal or a log. */
const shown = (name: string, given: Environment): string => (isSecret(name) ? '(hidden)' : JSON.stringify(given[name]))

export interface ShownVariable {
  readonly name: string
  readonly group: string
  readonly description: string
  /** As it is set, or what holds without it. */
  readonly value: string
}

/** Every variable with what holds of it, without secrets. */
export function shownVariables(environment: Environment): ShownVariable[] {
  const { given } = withSecretFiles(environment)
  return VARIABLES.map(({ name, group, description, otherwise }) => ({
    ...{ name, group, description },
    value: given[name] === undefined ? `not set: ${otherwise}` : isSecret(name) ? '(set)' : given[name],
  }))
}

/**
 * Root's database runs as another user, who cannot enter root's own folders, so it lies under /var/lib; each checkout
 * has its own.
 */
function defaultDataFolder(): string {
  if (process.getuid?.() !== 0) return path.resolve('.tideline')
  const checkout = createHash('sha256').update(REPOSITORY).digest('hex').slice(0, 8)
  return path.join('/var/lib/tideline', checkout)
}
