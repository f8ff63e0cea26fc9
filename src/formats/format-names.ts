/** The formats a ceremony comes in, by the names that `--format` takes. On its own, so that `--help` loads no reader. */
export const formatNames = ['ceremony', 'oscar_data', 'cinegraph', 'imdb'] as const;
export type FormatName = (typeof formatNames)[number];
