/** How old something is, in words. */

const units = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
] as const;

/** `2026-11-23, 3 days ago`; a clock that was set back makes nothing younger than now. */
export function ageText(then: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1000);
  const unit = units.find((one) => seconds >= one.seconds);
  const count = Math.floor(seconds / (unit?.seconds ?? 1));
  const ago = unit === undefined ? 'just now' : `${count} ${unit.name}${count === 1 ? '' : 's'} ago`;
  return `${then.toISOString().slice(0, 10)}, ${ago}`;
}
