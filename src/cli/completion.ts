/** Completion of the command line by a shell, made of the commands and options that commander knows. */
import type { Command, Option } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** A script that the shell sources: `source <(oscars-import completion bash)`. */
export function completionScript(program: Command, shell: Shell): string {
  const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
  return scripts[shell](program);
}

/** An option whose value is a file or a folder is completed with files; of the others the choices are known, or nothing. */
function takesFile({ flags }: Option): boolean {
  return /<(path|file|plan)\b/.test(flags);
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

const namesOf = ({ short, long }: Option) => [long, short].filter((name) => name !== undefined);

/** Options of a command, those that several share once. */
function visibleOptions(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}

function every(program: Command): readonly Command[] {
  return [program, ...program.commands];
}

function bashScript(program: Command): string {
  const name = program.name();
  const commands = program.commands.map((command) => command.name());
  const options = every(program).flatMap(visibleOptions);
  const branch = (wanted: readonly Option[], action: string) => {
    const names = [...new Set(wanted.flatMap(namesOf))];
    return names.length === 0 ? [] : [`    ${names.join('|')}) ${action}; return ;;`];
  };
  const withChoices = [...new Map(options.filter((o) => o.argChoices).map((o) => [o.long, o])).values()];
  return [
    `# Completion of ${name} for bash: source <(${name} completion bash)`,
    '_oscars_import() {',
    '  local cur="$2" prev="$3" command= word',
    `  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`,
    `    case $word in ${commands.join('|')}) command=$word; break ;; esac`,
    '  done',
    '  case $prev in',
    ...withChoices.flatMap((o) => branch([o], `COMPREPLY=($(compgen -W '${o.argChoices?.join(' ')}' -- "$cur"))`)),
    ...branch(options.filter(takesFile), 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur"))'),
    ...branch(
      options.filter((o) => takesValue(o) && !takesFile(o) && !o.argChoices),
      ':',
    ),
    '  esac',
    '  case $command in',
    ...program.commands.map((command) => `    ${command.name()}) word='${bashWords(command)}' ;;`),
    `    *) word='${[...commands, bashWords(program)].join(' ')}' ;;`,
    '  esac',
    '  COMPREPLY=($(compgen -W "$word" -- "$cur"))',
    '}',
    `complete -F _oscars_import ${name}`,
  ].join('\n');
}

function bashWords(command: Command): string {
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
  return [...choices, ...visibleOptions(command).flatMap(({ long }) => long ?? [])].join(' ');
}

function zshScript(program: Command): string {
  const name = program.name();
  return [
    `#compdef ${name}`,
    `# Completion of ${name} for zsh: source <(${name} completion zsh)`,
    '_oscars_import() {',
    '  local -a commands=(',
    ...program.commands.map((command) => `    ${quote(`${command.name()}:${command.description()}`)}`),
    '  )',
    '  local word command=',
    `  for word in "\${words[@]:1:$((CURRENT-2))}"; do`,
    `    case $word in ${program.commands.map((command) => command.name()).join('|')}) command=$word; break ;; esac`,
    '  done',
    '  case $command in',
    ...program.commands.map((command) => `    ${command.name()}) _arguments ${zshArguments(command)} ;;`),
    `    *) _arguments ${zshOptions(program)} ${quote('*: :{_describe command commands}')} ;;`,
    '  esac',
    '}',
    'compdef _oscars_import oscars-import',
  ].join('\n');
}

function zshArguments(command: Command): string {
  const [choices] = command.registeredArguments.map((argument) => argument.argChoices ?? []);
  return `${zshOptions(command)} ${quote(`*: :(${[command.name(), ...(choices ?? [])].join(' ')})`)}`;
}

function zshOptions(command: Command): string {
  const spelled = (text: string) => text.replace(/[[\]:]/g, '\\$&');
  return visibleOptions(command)
    .flatMap((option) => {
      const value = option.argChoices
        ? `:value:(${option.argChoices.join(' ')})`
        : takesFile(option)
          ? ':file:_files'
          : takesValue(option)
            ? ':value: '
            : '';
      return namesOf(option).map((flag) => quote(`${flag}[${spelled(option.description)}]${value}`));
    })
    .join(' ');
}

function fishScript(program: Command): string {
  const name = program.name();
  const names = program.commands.map((command) => command.name()).join(' ');
  const none = `not __fish_seen_subcommand_from ${names}`;
  const lineOf = (condition: string, option: Option) =>
    [
      `complete -c ${name} -n ${quote(condition)}`,
      ...(option.long ? [`-l ${option.long.slice(2)}`] : []),
      ...(option.short ? [`-s ${option.short.slice(1)}`] : []),
      ...(option.argChoices ? [`-x -a ${quote(option.argChoices.join(' '))}`] : []),
      ...(!option.argChoices && takesValue(option) ? [takesFile(option) ? '-r -F' : '-x'] : []),
      `-d ${quote(option.description)}`,
    ].join(' ');
  return [
    `# Completion of ${name} for fish: ${name} completion fish | source`,
    `complete -c ${name} -f`,
    ...program.commands.map(
      (command) => `complete -c ${name} -n ${quote(none)} -a ${command.name()} -d ${quote(command.description())}`,
    ),
    ...visibleOptions(program).map((option) => lineOf(none, option)),
    ...program.commands.flatMap((command) => {
      const inside = `__fish_seen_subcommand_from ${command.name()}`;
      const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
      return [
        ...(choices.length > 0 ? [`complete -c ${name} -n ${quote(inside)} -a ${quote(choices.join(' '))}`] : []),
        ...visibleOptions(command).map((option) => lineOf(inside, option)),
      ];
    }),
  ].join('\n');
}

/** In single quotes, as all three shells take it; none of the texts has a backslash before one. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
