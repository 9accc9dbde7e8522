import { vi } from 'vitest';

/** Runs something and returns everything that went to standard output and error meanwhile: what a log would hold. */
export async function captured(run: () => Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    }),
  );
  try {
    await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return lines.join('');
}
