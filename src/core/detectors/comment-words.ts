// Words without which no comment asks for silence. The one pass looks for them on its way, so that a text without one is read once.

/** What our own comments begin with. */
export const marker = 'handrail-ignore';

/** One of these stands in every comment of another scanner, and hardly anywhere else. */
export const foreignWords: readonly string[] = ['gitleaks:', 'secretlint-', 'pragma:', 'PRAGMA:', 'Pragma:'];

/** All of them. */
export const commentWords: readonly string[] = [marker, ...foreignWords];
