/**
 * Run by the tests as a process of its own. `hold <folder>` keeps the lock until stdin ends; `queue <folder> <log>
 * <times>` takes it again and again, and writes to the log when it comes and goes.
 */
import { appendFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { withFolderLock } from '../../../src/db/embedded/lock.ts';

const [mode = '', folder = '', log = '', times = '1'] = process.argv.slice(2);
const options = { signal: new AbortController().signal, onWait: () => console.log('waiting') };

if (mode === 'hold') {
  await withFolderLock(folder, options, async () => {
    console.log('locked');
    for await (const _ of process.stdin);
  });
} else {
  for (let time = 0; time < Number(times); time++) {
    await withFolderLock(folder, options, async () => {
      appendFileSync(log, `${process.pid} in\n`);
      for (let turn = 0; turn < 20; turn++) await nextTurn();
      appendFileSync(log, `${process.pid} out\n`);
    });
  }
}
