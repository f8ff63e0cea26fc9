// Loaded into a process before its program; when it ends, writes the peak of its resident memory in bytes.
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.OSCARS_BENCH_PEAK, String(peakBytes()));
});

/** resourceUsage() begins with the memory of the process that forked this one, so the kernel's own mark goes first. */
function peakBytes() {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
