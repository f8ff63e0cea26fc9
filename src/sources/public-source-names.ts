/** As `--from` takes them. */
export const publicSourceNames = ['oscar_data'] as const;

export type PublicSourceName = (typeof publicSourceNames)[number];
