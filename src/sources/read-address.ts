/** What an address holds: downloaded, or the copy that was kept where it has not changed or cannot be asked. */
import { ExpectedError, messageOf } from '../model/errors.ts';
import type { Proxies } from '../model/proxies.ts';
import { publicAddress } from './address.ts';
import { ageText } from './age.ts';
import { type Copy, readCopy, writeCopy } from './copy.ts';
import { download } from './download.ts';

/** What reading addresses needs of its surroundings. */
export interface AddressSettings {
  readonly cacheFolder: string;
  /** Whether the copy has to do. */
  readonly isOffline: boolean;
  readonly userAgent: string;
  readonly proxies: Proxies | null;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onBytes?: (bytes: number, total: number | null) => void;
  /** See `DownloadOptions`. */
  readonly idleMs?: number;
  readonly wholeMs?: number;
}

export interface AddressContent {
  readonly bytes: Buffer;
  /** Where the bytes come from, in words, for people. */
  readonly origin: string;
  /** What is to be known about it, such as that it may be old. */
  readonly remarks: readonly string[];
  /** Keeps the bytes as the copy; for whoever has seen that they are what was wanted. Gives what went wrong, if anything. */
  readonly keep: () => Promise<string | null>;
}

/**
 * @throws ExpectedError `input` where the address gives nothing and there is no copy; the signal's reason when it aborts
 */
export async function readAddress(
  address: string,
  maxBytes: number,
  { cacheFolder, isOffline, now, ...settings }: AddressSettings,
): Promise<AddressContent> {
  const label = publicAddress(address);
  const copy = await readCopy(cacheFolder, address);
  if (isOffline) return fromCopy(copy, label, '--offline', now());
  const downloaded = await download(address, { ...settings, maxBytes, known: copy?.validators ?? null });
  const keepAs = (content: Copy) => async () => {
    try {
      await writeCopy(cacheFolder, address, content);
      return null;
    } catch (error) {
      return `cannot keep a copy of ${label}: ${messageOf(error)}`;
    }
  };
  switch (downloaded.kind) {
    case 'content': {
      const { bytes, validators } = downloaded;
      const origin = `${sizeText(bytes.length)} from ${label}`;
      return { bytes, origin, remarks: [], keep: keepAs({ bytes, validators, confirmedAt: now() }) };
    }
    case 'unchanged': {
      if (copy === null) throw new RangeError('the server was not asked about a copy');
      const origin = `nothing: ${label} has not changed since ${ageText(copy.confirmedAt, now())}`;
      return { bytes: copy.bytes, origin, remarks: [], keep: keepAs({ ...copy, confirmedAt: now() }) };
    }
    case 'failure':
      return fromCopy(copy, label, downloaded.reason, now());
    default:
      return downloaded satisfies never;
  }
}

function fromCopy(copy: Copy | null, label: string, why: string, now: Date): AddressContent {
  if (copy === null) {
    const isOffline = why === '--offline';
    throw new ExpectedError('input', `cannot read ${label}: ${isOffline ? 'there is no copy of it' : why}`, {
      hint: isOffline ? 'run once without --offline' : 'download it another way and give it with --file',
    });
  }
  const remark = `${label}: taken from the copy of ${ageText(copy.confirmedAt, now)} (${why})`;
  return { bytes: copy.bytes, origin: `nothing: ${why}`, remarks: [remark], keep: async () => null };
}

function sizeText(bytes: number): string {
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.ceil(kib)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}
