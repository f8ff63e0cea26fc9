/** Which version of the program this is: read when it is built, so that `--version` opens no file. */
import manifest from '../../package.json' with { type: 'json' };

/** As in package.json, such as `0.1.0`. */
export const programVersion: string = manifest.version;
