/** Where copies are kept: what the program can download again. */
import { homedir, platform } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder of this program in the user's cache: freedesktop.org's XDG Base Directory, else the system's own. */
export function cacheFolderOf(environment: Readonly<Record<string, string | undefined>>): string {
  return join(cacheHome(environment), 'oscars-import');
}

/** The specification has relative paths ignored. */
function cacheHome({ XDG_CACHE_HOME: xdg, LOCALAPPDATA: local }: Readonly<Record<string, string | undefined>>): string {
  if (xdg && isAbsolute(xdg)) return xdg;
  if (platform() === 'win32' && local) return local;
  return join(homedir(), platform() === 'darwin' ? 'Library/Caches' : '.cache');
}
