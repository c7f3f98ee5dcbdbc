// Base64 as it stands in texts: both alphabets, with and without padding.

/** @returns undefined when it is not base64; bytes as characters otherwise */
export function decodeBase64(value: string): string | undefined {
  const standard = value.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/');
  if (standard.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(standard)) return undefined;
  return atob(standard);
}
