import { createHash } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'

/** The checkout: the folder that holds package.json. */
export const REPOSITORY = path.resolve(import.meta.dirname, '..')

const LOCAL_HOSTS = ['127.0.0.1', 'localhost', '::1']

const portSchema = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'is not a port (0 to 65535)')
  .transform(Number)

const environmentSchema = z
  .object({
    PORT: portSchema.optional(),
    HOST: z.string().min(1).default('127.0.0.1'),
    TIDELINE_ALLOW_REMOTE: z.enum(['0', '1'], 'is neither 1 (listen beyond this machine) nor 0').default('0'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'does not begin with postgres://')
      .optional(),
    TIDELINE_DATA: z
      .string()
      .refine((folder) => path.isAbsolute(folder), 'is not an absolute path')
      .optional(),
    LOG_LEVEL: z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
        'is none of fatal, error, warn, info, debug, trace, silent',
      )
      .default('info'),
  })
  .refine(({ HOST, TIDELINE_ALLOW_REMOTE }) => TIDELINE_ALLOW_REMOTE === '1' || LOCAL_HOSTS.includes(HOST), {
    path: ['HOST'],
    // Also when another variable is wrong, so that every mistake is listed.
    when: () => true,
    message:
      'is not this machine, and there is no sign-in yet: everyone who reaches the server can change its plans. ' +
      'Set TIDELINE_ALLOW_REMOTE=1 if something in front of it lets only the right people in',
  })

export interface Config {
  /** Undefined takes 3000 or the next free one. */
  readonly port: number | undefined
  readonly host: string
  readonly isLocalOnly: boolean
  /** A PostgreSQL of the user's own; without it Tideline runs one in `dataFolder`. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  readonly logLevel: string
}

/** What the environment asks for that cannot be done, all of it at once. */
export class ConfigError extends Error {
  constructor(mistakes: readonly string[]) {
    super(`The environment asks for what cannot be:\n${mistakes.map((mistake) => `  ${mistake}.`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** @throws ConfigError listing every mistake */
export function configFrom(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is how many shells and service files say "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const { success, data, error } = environmentSchema.safeParse(given)
  if (!success) {
    throw new ConfigError(
      error.issues.map(({ path: [name], message }) => `${String(name)}=${shown(String(name), given)} ${message}`),
    )
  }
  return {
    port: data.PORT,
    host: data.HOST,
    isLocalOnly: LOCAL_HOSTS.includes(data.HOST),
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.TIDELINE_DATA ?? defaultDataFolder(),
    logLevel: data.LOG_LEVEL,
  }
}

/** A database address may hold a password, which must not reach a terminal or a log. */
const shown = (name: string, given: Readonly<Record<string, string | undefined>>): string =>
  name === 'DATABASE_URL' ? '(hidden)' : JSON.stringify(given[name])

/**
 * Root's database runs as another user, who cannot enter root's own folders, so it lies under /var/lib; each checkout
 * has its own.
 */
function defaultDataFolder(): string {
  if (process.getuid?.() !== 0) return path.resolve('.tideline')
  const checkout = createHash('sha256').update(REPOSITORY).digest('hex').slice(0, 8)
  return path.join('/var/lib/tideline', checkout)
}
