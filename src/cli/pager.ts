/** Long answers on a terminal, a page at a time. */
import { spawn } from 'node:child_process';
import type { Text } from '../report/text.ts';
import type { Outlet } from './output.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Prints through `PAGER`, or `less`, what is longer than the terminal; where there is no terminal, or no pager, as it is.
 * `less` is told to pass colours and to leave short answers alone, unless `LESS` says otherwise.
 */
export async function page(answer: Outlet, whole: Text, environment: Environment): Promise<void> {
  const lines = String(whole).split('\n').length;
  const pager = environment.PAGER ?? 'less';
  if (!answer.isRewritable || lines < answer.rows || pager === '' || pager === 'cat') return answer.line(whole);
  const isShown = await new Promise<boolean>((resolve) => {
    const child = spawn(pager, {
      shell: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { LESS: 'FRX', LESSSECURE: '1', ...environment },
    });
    child.once('error', () => resolve(false));
    // 127: the shell knows no such program.
    child.once('close', (code) => resolve(code !== 127));
    // Whoever has seen enough leaves before the end.
    child.stdin.on('error', () => {});
    child.stdin.end(`${whole}\n`);
  });
  if (!isShown) answer.line(whole);
}
