import { hash, verify } from '@node-rs/argon2'
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from '../contracts/account.ts'
import { USUAL_PASSWORDS } from './usual-passwords.ts'

/** OWASP's advice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Away from the event loop. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST)

export const isPasswordOf = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password.normalize('NFKC')).catch(() => false)

/** Parts shorter than this stand in too many good passwords. */
const SHORTEST_PART = 4

let commonest: Promise<ReadonlySet<string>> | undefined

/** Some 50 000, in plain form. Read when the first password is set: few processes ever need them. */
async function readCommonest(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const plain = dictionary['passwords-common'].map(plainOf).filter((word) => word.length >= SHORTEST_PART)
  return new Set([...USUAL_PASSWORDS, ...plain])
}

/**
 * What is wrong with a password that somebody wants; undefined when it may be used. It is held against the commonest
 * passwords of published lists and against what is known of its person; the billions of breached ones are not at hand
 * without asking a service of others.
 */
export async function passwordProblem(password: string, known: readonly string[]): Promise<string | undefined> {
  const characters = [...password.normalize('NFKC')].length
  if (characters < MIN_PASSWORD_CHARACTERS) return `is shorter than ${MIN_PASSWORD_CHARACTERS} characters`
  if (characters > MAX_PASSWORD_CHARACTERS) return `is longer than ${MAX_PASSWORD_CHARACTERS} characters`
  const plain = plainOf(password)
  commonest ??= readCommonest()
  const common = await commonest
  if (common.has(plain) || common.has(withoutEnd(password))) return 'is one of the commonest passwords'
  if (new Set(plain).size < SHORTEST_PART) return 'repeats the same few characters'
  const parts = ['tideline', ...known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))]
    .map(plainOf)
    .filter((part) => part.length >= SHORTEST_PART)
  const rest = parts.reduce((text, part) => text.replaceAll(part, ''), plain)
  // What is left besides the names must be worth a password of its own.
  if (rest !== plain && rest.replace(/[^\p{L}\p{N}]/gu, '').length < MIN_PASSWORD_CHARACTERS)
    return 'is made of your own name or address'
  return undefined
}

/** Lower case, with the usual signs in the place of letters put back. */
const plainOf = (password: string): string =>
  password
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[$5]/g, 's')
    .replace(/3/g, 'e')
    .replace(/[1!]/g, 'i')

/** Without the year, the number or the sign that was put behind it; before signs are read as letters. */
const withoutEnd = (password: string): string => plainOf(password.normalize('NFKC').replace(/\P{L}+$/u, ''))
