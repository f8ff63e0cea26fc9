/** Public sources that are known by name. */
import type { PublicSourceName } from './public-source-names.ts';

export interface PublicSource {
  readonly address: string;
  /** Whose ceremonies it holds, all of them. */
  readonly organization: string;
  /** What it holds, and how much that is to download. */
  readonly what: string;
  /** Whose work it is, and under which licence. */
  readonly credit: string;
}

/** DLu/oscar_data's README and LICENSE say what it is and whose. */
export const publicSources: Readonly<Record<PublicSourceName, PublicSource>> = {
  oscar_data: {
    address: 'https://raw.githubusercontent.com/DLu/oscar_data/main/oscars.csv',
    organization: 'oscars',
    what: 'the table of all Academy Awards (2 MiB)',
    credit: 'DLu/oscar_data, https://github.com/DLu/oscar_data, BSD 2-Clause, © 2022 David V. Lu!!',
  },
};
