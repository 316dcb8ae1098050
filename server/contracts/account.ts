import { z } from 'zod'
import { memberScopeSchema, rightSchema, roleSchema } from './access.ts'
import { storableTextSchema } from './storable-text.ts'

/**
 * Accounts of people, their sessions and their tokens.
 *
 * Public:
 * - `GET /api/sign-in` -> `SignInOptions`
 * - `POST /api/sign-in` `SignIn` -> `Me` and the session's cookie; 401 `notSignedIn` for what is not right, 429
 *   `tooManyRequests` with `retry-after` (seconds) after too many tries
 * - `GET /api/sign-in/oidc` -> a redirect to the company's own sign-in, which comes back to `/`, or to `/?oidc=refused`
 * - `POST /api/links/look` `{token}` -> `OneTimeLink`; 404 for one that was used, has expired or never was
 * - `POST /api/links/use` `UseLink` -> `Me` and the session's cookie
 *
 * Signed in:
 * - `GET /api/me` -> `Me`
 * - `POST /api/sign-out` -> `Done`
 * - `GET /api/me/sessions` -> `{sessions: Session[]}`
 * - `POST /api/me/sessions/:id/end` -> `Done`
 * - `POST /api/me/sessions/end-all` -> `Done`; this one ends as well
 * - `POST /api/me/password` `PasswordChange` -> `Done`; all other sessions end
 * - `GET /api/me/tokens` -> `{tokens: ApiToken[]}`
 * - `POST /api/me/tokens` `NewApiToken` -> 201 `MadeApiToken`; the token is told this once
 * - `POST /api/me/tokens/:id/revoke` -> `Done`
 *
 * Right `accounts.manage`, of accounts that are members of a unit in which the sender has it:
 * - `GET /api/accounts` -> `{accounts: Account[]}`
 * - `POST /api/accounts` `NewAccount` -> 201 `AccountWithLink`; of an address that has an account, the memberships are
 *   added to it, and there is no link
 * - `POST /api/accounts/:id/link` -> `AccountWithLink`; a new password is set with it, once; links before it end
 * - `POST /api/accounts/:id/disable` and `.../enable` `{revision}` -> `Account`
 * - `PUT /api/accounts/:id/memberships/:unitId` `MembershipChange` -> `Account`
 * - `POST /api/accounts/:id/memberships/:unitId/remove` `{revision}` -> `Account`
 * - `POST /api/units` `{id, name}` -> 201 `PlanningUnit`; its maker is its administrator
 * - `PUT /api/units/:unitId` `{name}` -> `PlanningUnit`
 */

export const MIN_PASSWORD_CHARACTERS = 8
export const ADVISED_PASSWORD_CHARACTERS = 15
export const MAX_PASSWORD_CHARACTERS = 128

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email('is not an e-mail address'))
export const displayNameSchema = storableTextSchema.trim().min(1).max(100)
const passwordSchema = storableTextSchema.min(1).max(MAX_PASSWORD_CHARACTERS)
const tokenSchema = z.string().min(1).max(200)
const revisionSchema = z.int().min(1)

export const doneSchema = z.object({ done: z.literal(true) }).meta({ id: 'Done' })

export const signInOptionsSchema = z
  .object({
    /** What the button of the company's own sign-in says; null when there is none. */
    oidc: z.object({ name: z.string() }).nullable(),
    /** No account exists yet: the first is made with the link that the server printed when it started. */
    needsFirstAccount: z.boolean(),
  })
  .meta({ id: 'SignInOptions' })
export type SignInOptions = z.infer<typeof signInOptionsSchema>

export const signInSchema = z.strictObject({ email: emailSchema, password: passwordSchema }).meta({ id: 'SignIn' })
export type SignIn = z.infer<typeof signInSchema>

export const lookAtLinkSchema = z.strictObject({ token: tokenSchema })

export const LINK_PURPOSES = ['firstAdmin', 'invitation', 'newPassword'] as const
export const oneTimeLinkSchema = z
  .object({
    purpose: z.enum(LINK_PURPOSES),
    /** Of the account; null for the first one, which is yet to be named. */
    email: z.string().nullable(),
    displayName: z.string().nullable(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'OneTimeLink' })
export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>

export const useLinkSchema = z
  .strictObject({
    token: tokenSchema,
    password: passwordSchema,
    /** Of the first administrator; of others as the account has it. */
    email: emailSchema.optional(),
    /** Of the first administrator and of those invited; as the account has it when absent. */
    displayName: displayNameSchema.optional(),
  })
  .meta({ id: 'UseLink' })
export type UseLink = z.infer<typeof useLinkSchema>

export const passwordChangeSchema = z
  .strictObject({ currentPassword: passwordSchema, newPassword: passwordSchema })
  .meta({ id: 'PasswordChange' })
export type PasswordChange = z.infer<typeof passwordChangeSchema>

export const sessionSchema = z
  .object({
    id: z.string(),
    isCurrent: z.boolean(),
    startedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    /** The browser as it names itself; null when it does not. */
    browser: z.string().nullable(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof sessionSchema>
export const sessionListSchema = z.object({ sessions: z.array(sessionSchema) })

export const apiTokenSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    rights: z.array(rightSchema),
    /** Null for every unit of its maker. */
    unitId: z.string().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** Day of its last use; null for one that was never used. */
    lastUsedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'ApiToken' })
export type ApiToken = z.infer<typeof apiTokenSchema>
export const apiTokenListSchema = z.object({ tokens: z.array(apiTokenSchema) })

export const MAX_TOKEN_DAYS = 366
export const newApiTokenSchema = z
  .strictObject({
    name: displayNameSchema,
    /** Some of the maker's own. */
    rights: z.array(rightSchema).min(1),
    unitId: z.string().min(1).max(64).nullable().default(null),
    days: z.int().min(1).max(MAX_TOKEN_DAYS),
  })
  .meta({ id: 'NewApiToken' })
export type NewApiToken = z.infer<typeof newApiTokenSchema>
export const madeApiTokenSchema = z.object({ token: apiTokenSchema, secret: z.string() }).meta({ id: 'MadeApiToken' })
export type MadeApiToken = z.infer<typeof madeApiTokenSchema>

const membershipShape = {
  role: roleSchema,
  scope: memberScopeSchema,
  extraRights: z.array(rightSchema).max(20).default([]),
  employeeId: storableTextSchema.min(1).max(64).nullable().default(null),
}

/** A membership as an administrator sees it. */
export const accountMembershipSchema = z
  .object({
    unitId: z.string(),
    ...membershipShape,
    extraRights: z.array(rightSchema),
    employeeId: z.string().nullable(),
    /** Counts its changes, from 1. */
    revision: revisionSchema,
  })
  .meta({ id: 'AccountMembership' })
export type AccountMembership = z.infer<typeof accountMembershipSchema>

/** `invited`: has not set a password yet. */
export const ACCOUNT_STATES = ['invited', 'active', 'disabled'] as const
export const accountSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    displayName: z.string(),
    state: z.enum(ACCOUNT_STATES),
    /** Those in units that the reader manages. */
    memberships: z.array(accountMembershipSchema),
    /** Counts the changes of the account itself, from 1. */
    revision: revisionSchema,
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof accountSchema>
export const accountListSchema = z.object({ accounts: z.array(accountSchema) })

export const newMembershipSchema = z.strictObject({ unitId: z.string().min(1).max(64), ...membershipShape })
export type NewMembership = z.infer<typeof newMembershipSchema>

export const newAccountSchema = z
  .strictObject({
    email: emailSchema,
    displayName: displayNameSchema,
    memberships: z.array(newMembershipSchema).min(1).max(50),
  })
  .meta({ id: 'NewAccount' })
export type NewAccount = z.infer<typeof newAccountSchema>

/** With the way in, to be handed over: told this once. */
export const accountWithLinkSchema = z
  .object({
    account: accountSchema,
    /** Query of the page's address, `?welcome=...`; null where the account was there and its password stands. */
    link: z.string().nullable(),
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'AccountWithLink' })
export type AccountWithLink = z.infer<typeof accountWithLinkSchema>

export const revisionOfSchema = z.strictObject({ revision: revisionSchema })

export const membershipChangeSchema = z
  .strictObject({
    ...membershipShape,
    /** Of the membership that the sender saw; null where there was none. */
    revision: revisionSchema.nullable(),
  })
  .meta({ id: 'MembershipChange' })
export type MembershipChange = z.infer<typeof membershipChangeSchema>

export const newUnitSchema = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not made of up to 64 letters, digits, _ and -'),
    name: displayNameSchema,
  })
  .meta({ id: 'NewUnit' })
export const unitNameSchema = z.strictObject({ name: displayNameSchema })
