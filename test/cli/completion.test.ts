import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { runProgram } from '../support/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'oscars-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'festival.json'), '{}');

const isThere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

async function ask(shell: string, question: (script: string) => string): Promise<string[]> {
  const { code, stdout } = await runProgram(['completion', shell]);
  expect(code).toBe(0);
  const file = join(folder, `script.${shell}`);
  writeFileSync(file, stdout);
  const answer = spawnSync(shell, ['-c', question(file)], { cwd: folder, encoding: 'utf8' });
  expect(answer.stderr).toBe('');
  return answer.stdout.split('\n').filter((line) => line !== '');
}

const cases: [words: string[], some: string[], none: string[]][] = [
  [[''], ['verify', 'show', 'completion'], ['--csv']],
  [['sh'], ['show'], ['status']],
  [['--dry'], ['--dry-run'], ['--debug']],
  [['show', '--o'], ['--organization'], ['--out']],
  [
    ['--format', 'c'],
    ['ceremony', 'cinegraph'],
    ['imdb', 'completion'],
  ],
  [['completion', ''], ['bash', 'zsh', 'fish'], ['show']],
  [['--file', 'fest'], ['festival.json'], ['show']],
];

describe.runIf(isThere('bash'))('bash', () => {
  test.each(cases)('completes %j', async (words, some, none) => {
    const all = ['oscars-import', ...words].map((word) => `'${word}'`).join(' ');
    const [current, previous] = [words.at(-1), words.at(-2) ?? 'oscars-import'];
    const offered = await ask('bash', (script) =>
      [
        // Only known while readline completes.
        'compopt() { :; }',
        `source ${script}; COMP_WORDS=(${all}); COMP_CWORD=${words.length}`,
        `_oscars_import oscars-import '${current}' '${previous}'; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ].join('\n'),
    );
    expect(offered).toEqual(expect.arrayContaining(some));
    for (const word of none) expect(offered).not.toContain(word);
  });
});

describe.runIf(isThere('fish'))('fish', () => {
  test.each(cases)('completes %j', async (words, some, none) => {
    const line = ['oscars-import', ...words].join(' ');
    const lines = await ask('fish', (script) => `source ${script}; complete -C '${line}'`);
    const offered = lines.map((one) => one.split('\t')[0]);
    expect(offered).toEqual(
      expect.arrayContaining(some.filter((word) => !word.startsWith('--') || line.includes('-'))),
    );
    for (const word of none) expect(offered).not.toContain(word);
  });
});

describe.runIf(isThere('zsh'))('zsh', () => {
  test('takes the script, and completes with it', async () => {
    const lines = await ask('zsh', (script) =>
      [
        'autoload -Uz compinit; compinit -u -D',
        `source ${script}`,
        `print -l \${_comps[oscars-import]}`,
        // What the script would have _arguments and _describe do, told instead of done.
        '_arguments() { print -l -- "$@" }',
        'words=(oscars-import show ""); CURRENT=3; _oscars_import',
      ].join('\n'),
    );
    expect(lines[0]).toBe('_oscars_import');
    expect(lines).toContain('--organization[whose ceremony, where several share the year]:value: ');
    expect(lines.some((line) => line.startsWith('--out['))).toBe(false);
  });
});

test('every command of the program is offered, with the options that its help has', async () => {
  const { stdout } = await runProgram(['completion', 'bash']);
  for (const command of buildProgram('0.0.0', async () => {}).commands) {
    const line = stdout.split('\n').find((one) => one.trim().startsWith(`${command.name()}) word=`));
    for (const { long } of command.options) expect(line?.split(/[ ']/)).toContain(long);
    expect(line).toContain('--help');
  }
});

test('another shell is refused', async () => {
  const { code, stderr } = await runProgram(['completion', 'tcsh']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('Allowed choices are bash, zsh, fish')]);
});
