// The comment that silences one finding, in the file's own language. Called by the "ignore with a reason" command.

interface CommentStyle {
  readonly open: string;
  readonly close: string;
}

const slashes: CommentStyle = { open: '// ', close: '' };
const hash: CommentStyle = { open: '# ', close: '' };
const dashes: CommentStyle = { open: '-- ', close: '' };
const block: CommentStyle = { open: '/* ', close: ' */' };
const markup: CommentStyle = { open: '<!-- ', close: ' -->' };

/** By file ending. Formats without comments are absent on purpose: a waiver serves them. */
const styleByEnding: Readonly<Record<string, CommentStyle>> = Object.fromEntries(
  (
    [
      [
        slashes,
        'js jsx mjs cjs ts tsx mts cts jsonc json5 go java kt kts scala swift rs c h cc cpp hpp cs dart php groovy',
      ],
      [hash, 'py pyi rb sh bash zsh fish yaml yml toml env properties conf ini cfg tf hcl r jl pl ps1 mk gradle'],
      [dashes, 'sql lua hs elm'],
      [block, 'css scss less'],
      [markup, 'html htm xml svg md markdown vue svelte astro'],
    ] as const
  ).flatMap(([style, endings]) => endings.split(' ').map((ending) => [ending, style] as const)),
);

const hashNames =
  /^(?:Dockerfile|Containerfile|Makefile|Gemfile|Rakefile|Jenkinsfile|\.env(?:\..+)?|requirements.*\.txt)$/;

/** The comment for a line above, with that line's indentation and a line break.
 *  @param path  posix path of the file
 *  @param line  text of the line the comment is to stand above
 *  @returns undefined when the format has no comments */
export function ignoreComment(
  path: string,
  line: string,
  eol: string,
  ruleId: string,
  reason: string,
): string | undefined {
  const style = commentStyle(path);
  if (!style) return undefined;
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  // A reason that ends the comment early would become code.
  const safe = reason
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('*/', '* /')
    .replaceAll('-->', '- ->')
    .trim();
  return `${indent}${style.open}handrail-ignore ${ruleId}: ${safe}${style.close}${eol}`;
}

/** Whether a comment can silence anything in this file. */
export function takesComments(path: string): boolean {
  return commentStyle(path) !== undefined;
}

function commentStyle(path: string): CommentStyle | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (hashNames.test(name)) return hash;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(styleByEnding, ending) ? styleByEnding[ending] : undefined;
}
