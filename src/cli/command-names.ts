/** What the commands are called; `import` is what is done where none is named. */
export const commandNames = [
  'import',
  'verify',
  'convert',
  'show',
  'status',
  'history',
  'remove',
  'sql',
  'doctor',
] as const;

export type CommandName = (typeof commandNames)[number];
