import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundleProgram } from '../../src/build/bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The files of a program in which this module says one thing more. */
async function filesWith(module: string | null): Promise<string[]> {
  const edit = {
    name: 'edit',
    setup: ({ onLoad }: import('esbuild').PluginBuild) => {
      if (module === null) return;
      onLoad({ filter: new RegExp(`/src/${module}$`) }, ({ path }) => ({
        contents: `${readFileSync(path, 'utf8')}\nexport const edited = true;\nglobalThis.name = 'edited';\n`,
        loader: 'ts',
      }));
    },
  };
  const { outputs } = await bundleProgram(root, '/nowhere', [edit]);
  return outputs.map(({ path }) => basename(path));
}

test('the first file has what a wrong argument needs, and no more', async () => {
  const { outputs } = await bundleProgram(root, '/nowhere');
  const [first, commands] = ['arguments.cjs', 'commands-'].map((start) => {
    const output = outputs.find(({ path }) => basename(path).startsWith(start));
    return Buffer.from(output?.contents ?? '').toString();
  });
  expect(first).toContain('unknown option');
  // How wide text is, and what connection strings may say.
  for (const sign of ['Emoji_Presentation', 'target_session_attrs', 'channel_binding']) {
    expect(first, sign).not.toContain(sign);
    expect(commands, sign).toContain(sign);
  }
});

const commandsIn = (files: readonly string[]) => files.filter((name) => name.startsWith('commands-'));

test("the name of the commands' file stands for all that they load, at once or later", async () => {
  const plain = await filesWith(null);
  expect(commandsIn(plain)).toHaveLength(1);
  expect(await filesWith(null)).toEqual(plain);
  for (const module of [
    'cli/main.ts',
    'db/record-unchanged.ts',
    'plan/match.ts',
    'tmdb/client.ts',
    'formats/cinegraph.ts',
  ])
    expect(commandsIn(await filesWith(module)), module).not.toEqual(commandsIn(plain));
});
