// How old something is, for people. The command line and the editor say it alike.

/** How long ago, for people. @param hours  whole */
export function ageInWords(hours: number): string {
  if (hours < 1) return 'less than an hour ago';
  if (hours < 48) return hours === 1 ? 'an hour ago' : `${String(hours)} hours ago`;
  return `${String(Math.floor(hours / 24))} days ago`;
}
