import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Debian's Chromium, without its background connections. Fails with the command that installs it. */
export async function startBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) throw new Error('Chromium is missing: run "apt-get install -y chromium".');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
