/** A client's rate as one of several importers' that share it. */
import { createHmac } from 'node:crypto';
import { type SharedRate, windowMs } from '../model/sharing.ts';
import type { TmdbCredentials } from './find-request.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** From now on the limiter lets nothing through but in places that are granted. */
export function shareLimiter(
  limiter: RateLimiter,
  { credential, places, unsent, isGone }: Pick<SharedRate, 'credential' | 'places' | 'unsent' | 'isGone'>,
): SharedRate {
  limiter.grant({ places: 0, waitsMs: [], windowMs, until: limiter.now() });
  return {
    credential,
    places,
    unsent,
    isGone,
    pausedMs: () => limiter.pausedMs,
    giveUp: (allBut) => limiter.giveUp(allBut),
    now: () => limiter.now(),
    grant: (grant) => limiter.grant(grant),
    pause: (ms) => limiter.pause(ms),
  };
}

/** Tells whose allowance it is, at which address, and not what the credential is. */
export function nameOfAllowance(credentials: TmdbCredentials, baseUrl: URL): string {
  const secret = 'token' in credentials ? credentials.token : credentials.apiKey;
  return createHmac('sha256', secret).update(`oscars-import, the allowance at ${baseUrl.href}`).digest('hex');
}
