import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    // The content security policy allows no inline code, and the browsers we support preload modules themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
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
    // Much of a test's time is waiting for a database, a server or a page.
    maxWorkers: '100%',
  },
})
