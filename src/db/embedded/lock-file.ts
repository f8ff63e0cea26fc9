/** Locks that belong to an open file or folder, seen by every process of the machine, in whatever container it runs. */
import { spawn } from 'node:child_process';

/** `unavailable`: this machine or file system has no such lock. */
export type FileLock = 'taken' | 'held' | 'unavailable';

/**
 * Takes flock(2) on an open file through the `flock` command of util-linux or busybox, as Node has no call for it. The
 * lock belongs to the open file description, which the command shares, so it stays with `fd` when the command ends and
 * goes when `fd` is closed. About 2 ms.
 *
 * @param wait whether to wait while another process holds it; then the answer is never `held`
 * @throws the signal's reason when it aborts
 */
export function flock(fd: number, wait: boolean, signal: AbortSignal): Promise<FileLock> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const command = spawn('flock', wait ? ['-x', '3'] : ['-n', '-x', '3'], {
      stdio: ['ignore', 'ignore', 'ignore', fd],
    });
    const stop = () => command.kill();
    signal.addEventListener('abort', stop, { once: true });
    const settle = (answer: FileLock) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(signal.reason);
      else resolve(answer);
    };
    command.once('error', () => settle('unavailable'));
    // 1 means held by another; above 63 it is some failure, such as a file system that has no locks.
    command.once('exit', (code) => settle(code === 0 ? 'taken' : code === 1 ? 'held' : 'unavailable'));
  });
}

/**
 * `O_EXLOCK` of macOS and the BSDs (open(2) there): opening takes the lock. Added to `O_RDONLY | O_NONBLOCK`, it fails
 * with EAGAIN where another holds it. Node has no names for these. Not tested.
 */
export const openWithLockFlags = 0x20 | 0x4;

export const hasOpenWithLock = ['darwin', 'freebsd', 'openbsd'].includes(process.platform);
