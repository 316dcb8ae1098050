import { readdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Smaller files gain nothing. */
const WORTH_COMPRESSING_BYTES = 1000

/** Puts a brotli and a gzip form beside every built file, for the server to send as they are. */
const precompressed: Plugin = {
  name: 'precompressed',
  apply: 'build',
  writeBundle: async ({ dir = '.' }) => {
    const files = (await readdir(dir, { recursive: true })).filter((file) => /\.(js|css|html|svg)$/.test(file))
    for (const file of files) {
      const bytes = await readFile(join(dir, file))
      if (bytes.length < WORTH_COMPRESSING_BYTES) continue
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
      await writeFile(join(dir, `${file}.br`), await promisify(brotliCompress)(bytes, { params }))
      await writeFile(join(dir, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }))
    }
  },
}

/** Of the tests, what takes long begins first: a long file that begins last leaves the other processors idle. */
const LONG_FOLDERS = ['benchmarks', 'e2e', 'faults']

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG_FOLDERS.findIndex((folder) => moduleId.includes(`/tests/${folder}/`))
      return at < 0 ? LONG_FOLDERS.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  root: 'web',
  plugins: [react(), precompressed],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    // The content security policy allows no inline code, and the browsers we support preload modules themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        main: join(import.meta.dirname, 'web/index.html'),
        'offline-worker': join(import.meta.dirname, 'web/offline-worker.ts'),
      },
      // A service worker reaches what lies beside and below it, and is known by its address.
      output: {
        entryFileNames: ({ name }) => (name === 'offline-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        // Told before the first schema is made, in whichever file that is.
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|zod-without-eval/ }] },
      },
    },
  },
  server: { proxy: { '/api': process.env.TIDELINE_API ?? 'http://127.0.0.1:3000' } },
  test: {
    root: import.meta.dirname,
    include: ['tests/**/*.test.ts'],
    // One PostgreSQL for the run; see tests/server/database.ts.
    globalSetup: ['tests/postgres-setup.ts'],
    setupFiles: ['tests/property-seed.ts'],
    // For a busy machine: databases and processes are started, and real plans are made.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Loading the modules anew for each of some 370 files takes as long as many of the tests; none keeps a state in them.
    isolate: false,
    sequence: { sequencer: LongFirst },
    // Much of a test's time is waiting for a database, a server or a page.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
})
