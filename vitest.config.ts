import { defineConfig } from 'vitest/config'

// Many tests start a real PostgreSQL server: few at a time, and with patience.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/lib/build.ts',
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    passWithNoTests: true,
  },
})
