/** The findings of `doctor` about TMDb: one question, asked as an import would ask it. */
import type { ImdbTitleId } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import { type Proxies, proxyTo } from '../model/proxies.ts';
import { packageFiles } from '../package-files.ts';
import type { Finding } from '../report/doctor-text.ts';
import { lazyTmdbSource } from '../tmdb/open.ts';
import type { Session } from './session.ts';
import { programVersion } from './version.ts';

/** TMDb knows it for certain: "The Godfather". */
const known = 'tt0068646' as ImdbTitleId;

const patienceMs = 15_000;

export async function examineTmdb({ config: { tmdb }, interrupts }: Session): Promise<Finding[]> {
  if (tmdb.credentials === null)
    return [
      finding(
        'TMDb',
        true,
        'not asked: without a credential the bundled snapshot answers',
        'set TMDB_API_TOKEN for all that it does not know',
      ),
    ];
  const signal = AbortSignal.any([interrupts.signal, AbortSignal.timeout(patienceMs)]);
  const userAgent = `oscars-import/${programVersion}`;
  const source = lazyTmdbSource(tmdb, { snapshots: packageFiles.snapshots, signal, userAgent });
  const proxyFinding = finding('proxy', true, wayTo(tmdb.baseUrl, tmdb.proxies), null);
  const startedAt = performance.now();
  try {
    const answer = await source.findMovie(known);
    const ms = Math.round(performance.now() - startedAt);
    if (answer.status === 'found')
      return [
        finding('TMDb', true, `${tmdb.baseUrl.host} accepts the credential, answered in ${ms} ms`, null),
        proxyFinding,
      ];
    const reason = answer.status === 'failed' ? answer.reason : 'it does not know a movie that it should know';
    return [
      finding(
        'TMDb',
        false,
        `${tmdb.baseUrl.host}: ${reason}`,
        'check TMDB_API_URL and the proxy; an import would go on without',
      ),
      proxyFinding,
    ];
  } catch (error) {
    interrupts.signal.throwIfAborted();
    const isRefusal = error instanceof ExpectedError;
    if (!isRefusal && !signal.aborted) throw error;
    const [found, remedy] = isRefusal
      ? [error.message, error.hint ?? null]
      : [`${tmdb.baseUrl.host} gave no answer within ${patienceMs / 1000} s`, 'check TMDB_API_URL and the proxy'];
    return [finding('TMDb', false, found, remedy), proxyFinding];
  } finally {
    await source.close();
  }
}

function wayTo(address: URL, proxies: Proxies | null): string {
  if (proxies === null) return 'none';
  const proxy = proxyTo(address, proxies);
  if (proxy !== '') return hostOf(proxy);
  const isBypassed = proxyTo(address, { ...proxies, none: '' }) !== '';
  return isBypassed
    ? `none: NO_PROXY names ${address.host}`
    : `none for an address that begins with ${address.protocol}`;
}

/** Without what opens the way. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'one whose address is wrong';
}

function finding(subject: string, isGood: boolean, found: string, remedy: string | null): Finding {
  return { area: 'tmdb', subject, isGood, found, remedy };
}
