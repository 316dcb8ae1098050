import path from 'node:path'
import { z } from 'zod'
import { mailAddressSchema } from './contracts/watch-setting.ts'

/** Everything that Tideline reads from the environment, by what it is for; `npm run config` shows it. */
const GROUPS = ['server', 'database', 'signIn', 'work', 'log', 'mail', 'operations'] as const

/** What a reader of the configuration is told of a variable. */
interface VariableFacts {
  readonly group: (typeof GROUPS)[number]
  readonly description: string
  /** In words, what holds when it is left out. */
  readonly otherwise: string
  /** Its value never reaches a terminal or a log, and may come from the file that `NAME_FILE` names. */
  readonly isSecret?: true
}

const facts = z.registry<VariableFacts>()

export const isLocal = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host)

const portSchema = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'is not a port (0 to 65535)')
  .transform(Number)

const integerSchema = (min: number, max: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max,
      `is not an integer from ${min} to ${max}`,
    )
    .transform(Number)

const hostsSchema = z
  .string()
  .transform((text) => text.split(',').map((host) => host.trim().toLowerCase()))
  .refine(
    (hosts) => hosts.every((host) => /^[a-z0-9.-]+$|^\[?[0-9a-f:.]+\]?$/.test(host)),
    'is not a list of hosts with commas',
  )

const serverVariables = {
  PORT: portSchema.optional().register(facts, {
    ...{ group: 'server', description: 'Port to listen on.', otherwise: '3000, or the next free one' },
  }),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .register(facts, {
      ...{ group: 'server', description: 'Address to listen on.', otherwise: '127.0.0.1: this machine alone' },
    }),
  TIDELINE_ALLOW_REMOTE: z
    .enum(['0', '1'], 'is neither 1 (listen beyond this machine) nor 0')
    .default('0')
    .register(facts, {
      group: 'server',
      description: '1 lets HOST be an address that other machines reach. What stands before it must speak HTTPS.',
      otherwise: '0',
    }),
}

const databaseVariables = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'does not begin with postgres://')
    .optional()
    .register(facts, {
      group: 'database',
      description: 'A PostgreSQL of your own, as postgres://user:password@host/database.',
      otherwise: 'Tideline runs one in TIDELINE_DATA',
      isSecret: true,
    }),
  TIDELINE_DATA: z
    .string()
    .refine((folder) => path.isAbsolute(folder), 'is not an absolute path')
    .optional()
    .register(facts, {
      group: 'database',
      description: 'Folder of the database and of files that were sent in.',
      otherwise: '.tideline in the working directory; /var/lib/tideline for root',
    }),
}

const signInVariables = {
  TIDELINE_SIGN_IN: z
    .enum(['on', 'off'], 'is neither on nor off (everybody on this machine is its planner)')
    .default('on')
    .register(facts, {
      group: 'signIn',
      description: 'off makes everybody who reaches the server its one planner; for this machine alone.',
      otherwise: 'on',
    }),
}

const companyVariables = {
  TIDELINE_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is not an address such as https://plan.example.com' })
    .transform((url) => url.replace(/\/$/, ''))
    .optional()
    .register(facts, {
      group: 'signIn',
      description: 'Where people reach the server; with https:// its cookies are sent over HTTPS alone.',
      otherwise: 'the address that the server listens on',
    }),
  TIDELINE_PROXIES: hostsSchema.default([]).register(facts, {
    group: 'signIn',
    description: 'Addresses of proxies whose word is taken for the address of a sender, with commas.',
    otherwise: 'none: the sender is who opened the connection',
  }),
  OIDC_ISSUER: z.url('is not an address').optional().register(facts, {
    group: 'signIn',
    description: "Issuer of the company's own sign-in (OpenID Connect); with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.",
    otherwise: 'people sign in with e-mail address and password alone',
  }),
  OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .register(facts, {
      ...{ group: 'signIn', description: 'What Tideline is called there.', otherwise: 'none' },
    }),
  OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .optional()
    .register(facts, {
      ...{ group: 'signIn', description: 'Its secret there.', otherwise: 'none', isSecret: true },
    }),
  OIDC_NAME: z
    .string()
    .min(1)
    .max(40)
    .default('SSO')
    .register(facts, {
      ...{ group: 'signIn', description: 'What the button says.', otherwise: 'SSO' },
    }),
}

const workVariables = {
  TIDELINE_WORKER_SLOTS: integerSchema(0, 64).default(1).register(facts, {
    group: 'work',
    description:
      'Solves, sweeps and other heavy work that this process does at once; each needs a processor and up to 2 GB.',
    otherwise: '1; 0 leaves all of it to other workers',
  }),
}

const logVariables = {
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'is none of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info')
    .register(facts, { group: 'log', description: 'What is logged, from this level on.', otherwise: 'info' }),
  TIDELINE_LOG_REQUESTS: z.enum(['on', 'off'], 'is neither on nor off').default('off').register(facts, {
    group: 'log',
    description: 'on logs a line for each request at level info, off at level debug.',
    otherwise: 'off',
  }),
}

/** Beside a password, or to another machine, a mail goes encrypted or not at all, unless `?tls=off` asks for it. */
const smtpUrlSchema = z
  .string()
  .refine(
    isSmtpUrl,
    'is not an address such as smtps://user:password@mail.example.com:465 (smtp:// begins with STARTTLS; ?tls=off for a relay without)',
  )
  .refine(
    (text) => !isSmtpUrl(text) || !(new URL(text).searchParams.has('tls') && new URL(text).password !== ''),
    'would send its password unencrypted: leave out tls=off',
  )

function isSmtpUrl(text: string): boolean {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname)) return false
  const isPlain = url.search === '?tls=off' && url.protocol === 'smtp:'
  return (url.search === '' || isPlain) && url.hash === '' && (url.username === '') === (url.password === '')
}

const mailVariables = {
  TIDELINE_SMTP_URL: smtpUrlSchema.optional().register(facts, {
    group: 'mail',
    description: 'The mail server that takes what Tideline sends, with TIDELINE_MAIL_FROM.',
    otherwise: 'no mail is sent',
    isSecret: true,
  }),
  TIDELINE_MAIL_FROM: z
    .string()
    .refine(
      (text) => mailSenderFrom(text) !== undefined,
      'is not an address such as Tideline <tideline@example.com> or tideline@example.com',
    )
    .optional()
    .register(facts, {
      ...{ group: 'mail', description: 'What its mails come from.', otherwise: 'no mail is sent' },
    }),
}

/** A name and an address, or an address alone. */
export function mailSenderFrom(text: string): { readonly name: string; readonly address: string } | undefined {
  const [, name = '', inBrackets] = /^([^<>"\p{Cc}]{0,80})<([^<>]+)>$/u.exec(text) ?? []
  const address = mailAddressSchema.safeParse(inBrackets ?? text)
  return address.success ? { name: name.trim(), address: address.data } : undefined
}

const operationsVariables = {
  TIDELINE_PUBLISHED: z
    .string()
    .refine((folder) => path.isAbsolute(folder), 'is not an absolute path')
    .optional()
    .register(facts, {
      group: 'operations',
      description: 'Folder to which published rosters are written as files that people read without the server.',
      otherwise: 'none are written',
    }),
  TIDELINE_METRICS_TOKEN: z.string().min(16, 'is shorter than 16 characters').optional().register(facts, {
    group: 'operations',
    description: 'Lets whoever sends it as a bearer token read /metrics from another machine.',
    otherwise: 'only this machine, and API tokens with the right to operations, read them',
    isSecret: true,
  }),
  TIDELINE_MAX_REQUESTS: integerSchema(10, 100_000).default(500).register(facts, {
    group: 'operations',
    description: 'Requests answered at once; more are told to come again.',
    otherwise: '500',
  }),
  TIDELINE_MAX_LAG_MS: integerSchema(50, 60_000).default(1000).register(facts, {
    group: 'operations',
    description: 'Delay of the event loop in milliseconds beyond which changes are told to come again.',
    otherwise: '1000',
  }),
  TIDELINE_WEBHOOK_HOSTS: hostsSchema.default([]).register(facts, {
    group: 'operations',
    description: 'Hosts of your own network that webhooks may reach, with commas: erp.internal,10.0.0.7.',
    otherwise: 'webhooks reach public addresses alone',
  }),
}

export const environmentSchema = z
  .object({
    ...serverVariables,
    ...databaseVariables,
    ...signInVariables,
    ...companyVariables,
    ...workVariables,
    ...logVariables,
    ...mailVariables,
    ...operationsVariables,
  })
  // Also when another variable is wrong (`when`), so that every mistake is listed.
  .refine(({ HOST, TIDELINE_SIGN_IN }) => TIDELINE_SIGN_IN !== 'off' || isLocal(HOST), {
    ...{ path: ['HOST'], when: () => true },
    message: 'is not this machine, and without sign-in everyone who reaches the server could change its plans',
  })
  .refine(
    ({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }) =>
      new Set([OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET].map((value) => value === undefined)).size === 1,
    {
      path: ['OIDC_ISSUER'],
      when: () => true,
      message: 'goes with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three',
    },
  )
  .refine(
    ({ TIDELINE_SMTP_URL, TIDELINE_MAIL_FROM }) =>
      (TIDELINE_SMTP_URL === undefined) === (TIDELINE_MAIL_FROM === undefined),
    { path: ['TIDELINE_MAIL_FROM'], when: () => true, message: 'goes with TIDELINE_SMTP_URL: set both or neither' },
  )
  .refine(({ HOST, TIDELINE_ALLOW_REMOTE }) => TIDELINE_ALLOW_REMOTE === '1' || isLocal(HOST), {
    ...{ path: ['HOST'], when: () => true },
    message:
      'is not this machine, and the server speaks plain HTTP. Put something that speaks HTTPS in front of it and ' +
      'set TIDELINE_ALLOW_REMOTE=1',
  })

export interface Variable extends VariableFacts {
  readonly name: string
}

/** Every variable, in the order in which a reader is shown them. */
export const VARIABLES: readonly Variable[] = Object.entries(environmentSchema.shape)
  .map(([name, schema]) => {
    const told = facts.get(schema)
    if (!told) throw new Error(`Variable ${name} is not described.`)
    return { name, ...told }
  })
  .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))
