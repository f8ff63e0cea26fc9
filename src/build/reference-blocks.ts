/** The parts of the reference that the program itself can tell. */
import type { Command } from 'commander';
import { buildProgram } from '../cli/program.ts';
import { environment, exitMeanings } from '../cli/settings.ts';
import { faultMeanings, neededGrants } from '../db/fault-meanings.ts';
import { poolerFaults } from '../db/pooler-faults.ts';

/** Pages with such parts. */
export const generatedDocs = ['docs/reference.md', 'docs/errors.md'] as const;

/** Blocks by the name of their marker, as Markdown. */
function referenceBlocks(): Readonly<Record<string, () => string>> {
  return {
    help: helpOfAll,
    settings: () =>
      tableOf(
        ['setting', 'what it does', 'without it'],
        environment.map(({ name, meaning, without }) => [`\`${name}\``, meaning, without]),
      ),
    'exit codes': () =>
      tableOf(
        ['code', 'meaning'],
        exitMeanings.map(({ code, meaning }) => [String(code), meaning]),
      ),
    errors: () =>
      tableOf(
        ['code', 'what it means', 'what to do'],
        faultMeanings.map(({ codes, meaning, remedy }) => [
          codes.map((code) => `\`${code}\``).join(' '),
          meaning,
          remedy.replaceAll('<', '&lt;'),
        ]),
      ),
    poolers: () =>
      tableOf(
        ['a pooler says', 'what it means', 'what to do'],
        poolerFaults.map(({ words, meaning, remedy }) => [
          words.map((one) => `\`${one}\``).join(', '),
          meaning,
          remedy.replaceAll('<', '&lt;'),
        ]),
      ),
    grants: () =>
      neededGrants
        .map(({ purpose, statements }) => `-- ${purpose.replaceAll('`', '')}\n${statements.join(';\n')};`)
        .join('\n')
        .replace(/^/, '```sql\n')
        .concat('\n```'),
  };
}

/**
 * The text with every block between `<!-- generated: name -->` and `<!-- end -->` made anew.
 *
 * @throws RangeError where a block has a name that nothing is known for
 */
export function withBlocks(markdown: string): string {
  const blocks = referenceBlocks();
  return markdown.replaceAll(
    /(<!-- generated: ([a-z ]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, open: string, name: string, close: string) => {
      const block = blocks[name];
      if (block === undefined) throw new RangeError(`nothing generates the block "${name}"`);
      return `${open}${block()}\n${close}`;
    },
  );
}

function helpOfAll(): string {
  const program = buildProgram('0.0.0', async () => {});
  return [program, ...program.commands].map(helpBlock).join('\n\n');
}

function helpBlock(command: Command): string {
  const words = command.parent === null ? [command.name()] : [command.parent.name(), command.name()];
  const parts: string[] = [];
  command.configureOutput({ writeOut: (part) => void parts.push(part) });
  command.outputHelp();
  return `\`\`\`\n$ ${words.join(' ')} --help\n${parts.join('').trimEnd()}\n\`\`\``;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
