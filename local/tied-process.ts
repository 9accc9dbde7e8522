import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';

/** Whether this machine can have the kernel kill a child with its parent (Linux with util-linux). */
const canSetDeathSignal = once(() => spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0);

/** Elsewhere a shell holds our pipe as its input: the pipe ends with us, however we end, and the shell then ends the child. */
const GUARD = 'trap : TERM; "$@" </dev/null & child=$!; cat >/dev/null; kill $child; wait $child';

export interface TiedOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File descriptor that takes what it prints. */
  readonly output: number;
}

/**
 * Starts a program that does not outlive this process, not even a kill -9, and that Ctrl-C in the terminal does not reach:
 * who started it stops it, in order.
 */
export function spawnTied(command: string, args: readonly string[], { cwd, env, output }: TiedOptions): ChildProcess {
  const stdio: StdioOptions = ['pipe', output, output];
  const options = { cwd, env, stdio, detached: true };
  if (canSetDeathSignal()) return spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], options);
  if (process.platform === 'win32') return spawn(command, args, options);
  return spawn('sh', ['-c', GUARD, 'guard', command, ...args], options);
}

/** Starts a Node program that talks to this process by messages; it is tied to us in the same way. */
export function spawnTiedNode(args: readonly string[], { cwd, env, output }: TiedOptions): ChildProcess {
  const stdio: StdioOptions = ['ignore', output, output, 'ipc'];
  const options = { cwd, env, stdio, detached: true };
  if (canSetDeathSignal()) return spawn('setpriv', ['--pdeathsig', 'KILL', process.execPath, ...args], options);
  // Without the kernel's help the child leaves by itself when its channel to us closes.
  return spawn(process.execPath, args, options);
}

/** Asks a program to end, and resolves when it has. Kills it after `patienceMs`. */
export async function endProcess(child: ChildProcess, ask: () => void, patienceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  ask();
  const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(kill);
}

function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
