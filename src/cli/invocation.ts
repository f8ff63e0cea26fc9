/** A command as it was typed: what there is to run, and what a suggested command begins from. */
import type { Command } from 'commander';
import type { TypedCommand, TypedOption } from '../report/suggested-command.ts';
import { isAddress, publicAddress } from '../sources/address.ts';
import type { CommandName } from './command-names.ts';
import type { AllFlags } from './options.ts';

/** A command as it was typed: which one, its arguments, its flags. */
export interface Invocation {
  readonly command: CommandName;
  readonly names: readonly string[];
  /** As commander gives them: only the options that the command has. */
  readonly flags: AllFlags;
  /** The same as it was typed, for the commands that are suggested. */
  readonly typed: TypedCommand;
}

/** Runs a command that was typed. */
export type Run = (invocation: Invocation) => Promise<void>;

/** @param command as commander has parsed it */
export function invocationOf(name: Invocation['command'], names: readonly string[], command: Command): Invocation {
  const words = command.parent === null ? [] : [command.name()];
  return {
    command: name,
    names,
    flags: flagsOf(command),
    typed: { command: words, names, options: typedOptions(command) },
  };
}

/** With what was given before the command's name; a default there says nothing. */
function flagsOf(command: Command): AllFlags {
  const before = command.parent;
  if (before === null) return command.opts();
  const given = Object.entries(before.opts()).filter(([name]) => {
    return before.getOptionValueSource(name) === 'cli' && command.getOptionValueSource(name) !== 'cli';
  });
  return { ...command.opts(), ...Object.fromEntries(given) };
}

/** Only what was given on the command line, those before the command's name too. */
function typedOptions(command: Command): TypedOption[] {
  const own = command.options.flatMap((option): TypedOption[] => {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') return [];
    const value: unknown = command.getOptionValue(name);
    return [{ flag: option.long ?? option.flags, value: typeof value === 'string' ? printableValue(value) : null }];
  });
  const before = command.parent === null ? [] : typedOptions(command.parent);
  return [...before, ...own.filter(({ flag }) => !before.some((one) => one.flag === flag))];
}

/** A suggested command has the user fill in again what nobody should read. */
function printableValue(value: string): string {
  return isAddress(value) ? publicAddress(value) : value;
}
