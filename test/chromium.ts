import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** Debian's Chromium; undefined where the machine has none, and what needs one is skipped by name. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));

/** Without a sandbox, which a container has no right to make, and without a word to anybody but the page's own hosts. */
const OPTIONS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Browser {
  context: BrowserContext;
  close: () => Promise<void>;
}

/** A real browser with an empty profile of its own, in the size of an office's old screen. */
export async function startBrowser(viewport = { width: 1366, height: 768 }): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('this machine has no Chromium');
  const profile = mkdtempSync(path.join(tmpdir(), 'jiuzhu-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: OPTIONS,
    viewport,
    locale: 'zh-CN',
    acceptDownloads: true,
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
