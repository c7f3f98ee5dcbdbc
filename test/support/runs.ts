// How often a property test tries. `npm run soak` sets HANDRAIL_SOAK to a factor; the gate runs few.

/** @param usual  tries in the gate */
export function runs(usual: number): number {
  return usual * Math.max(1, Number(process.env['HANDRAIL_SOAK'] ?? '1') || 1);
}
