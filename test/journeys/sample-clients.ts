import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SAMPLES = path.join(import.meta.dirname, '../../docs/samples');
export const VECTORS = path.join(SAMPLES, 'vectors.json');

/** A program of docs/samples, and how it is made and started. */
interface SampleClient {
  language: string;
  /** Programs without which it cannot be run, as they are called and asked for their version. */
  needs: readonly string[][];
  /** Makes it in a folder and returns the command that starts it. */
  make(folder: string): Promise<readonly string[]>;
}

const clients: readonly SampleClient[] = [
  {
    language: 'Python',
    needs: [['python3', '--version']],
    make: async () => ['python3', path.join(SAMPLES, 'python/jiuzhu.py')],
  },
  {
    language: 'Java 8',
    needs: [
      ['javac', '-version'],
      ['java', '-version'],
    ],
    async make(folder) {
      const source = path.join(SAMPLES, 'java/Jiuzhu.java');
      await run('javac', ['--release', '8', '-encoding', 'UTF-8', '-d', folder, source]);
      return ['java', '-cp', folder, 'Jiuzhu'];
    },
  },
  {
    language: 'C# by Mono',
    needs: [
      ['mcs', '--version'],
      ['mono', '--version'],
    ],
    async make(folder) {
      const program = path.join(folder, 'Jiuzhu.exe');
      const source = path.join(SAMPLES, 'csharp/Jiuzhu.cs');
      await run('mcs', ['-langversion:5', '-r:System.Web.Extensions.dll', `-out:${program}`, source]);
      return ['mono', program];
    },
  },
];

const isThere = ([command = '', ...args]: readonly string[]) => spawnSync(command, args).status === 0;

export interface Ended {
  code: number;
  said: string;
}

/** Each client with whether this machine can run it. `start` runs it to its end, as a department's machine would. */
export const sampleClients = clients.map(({ language, needs, make }) => {
  let made: Promise<readonly string[]> | undefined;
  return {
    language: `${language} (needs ${needs.map(([command]) => command).join(' and ')})`,
    missing: !needs.every(isThere),
    async start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
      made ??= make(mkdtempSync(path.join(tmpdir(), 'jiuzhu-client-')));
      const [command = '', ...before] = await made;
      const env = { ...process.env, LC_ALL: 'C.UTF-8', PYTHONIOENCODING: 'utf-8', ...environment };
      return new Promise((resolve, reject) => {
        execFile(command, [...before, ...args], { env }, (error, stdout, stderr) => {
          if (error && typeof error.code !== 'number') reject(error);
          else resolve({ code: Number(error?.code ?? 0), said: stdout + stderr });
        });
      });
    },
  };
});
