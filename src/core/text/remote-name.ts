// One way to write where a repository lies, whatever protocol its remote is reached by.

/** `github.com/acme/shop` of any way to write a remote's URL. */
export function remoteName(url: string): string {
  return url
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?:\d+\/)?/, '$1/')
    .replace(/\.git\/?$/, '');
}
