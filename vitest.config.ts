import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One more than the smallest machine has cores: journeys spend much of their time waiting for a hub.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/temporary-folder.ts',
    // No test replaces a module, so files may share a worker's modules: loading them anew took a quarter of the whole run.
    isolate: false,
  },
});
