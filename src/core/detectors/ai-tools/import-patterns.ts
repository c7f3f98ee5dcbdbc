// How languages import in which one keyword and one name do it. Rows of data; import-statements.ts reads by them.

import type { ImportLanguage } from '../../catalog/catalog.ts';

export interface ImportPattern {
  readonly language: ImportLanguage;
  readonly files: RegExp;
  /** Tried at starts of lines. Groups: what stands before the name on its line, and the name. */
  readonly statement: RegExp;
  /** Of which one stands in every statement. */
  readonly words: readonly string[];
}

/** Sources: https://docs.oracle.com/javase/specs/jls/se21/html/jls-7.html#jls-7.5, https://kotlinlang.org/docs/packages.html#imports,
 *  https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/keywords/using-directive,
 *  https://learn.microsoft.com/en-us/dotnet/fsharp/language-reference/import-declarations-the-open-keyword,
 *  https://doc.rust-lang.org/reference/items/use-declarations.html, https://docs.ruby-lang.org/en/3.4/Kernel.html#method-i-require,
 *  https://www.php.net/manual/en/language.namespaces.importing.php, https://dart.dev/language/libraries */
export const importPatterns: readonly ImportPattern[] = [
  {
    language: 'java',
    files: /\.(?:java|kts?|scala|sc|groovy)$/i,
    statement: /^([ \t]*import[ \t]+(?:static[ \t]+)?)([\w.]+)/my,
    words: ['import'],
  },
  {
    language: 'csharp',
    files: /\.(?:cs|csx|razor|cshtml)$/i,
    statement:
      /^([ \t]*@?(?:global[ \t]+)?using[ \t]+(?:static[ \t]+)?(?:\w+[ \t]*=[ \t]*)?(?:global::)?)([A-Za-z][\w.]*)[ \t]*(?:;|$)/my,
    words: ['using'],
  },
  { language: 'csharp', files: /\.fsx?$/i, statement: /^([ \t]*open[ \t]+)([A-Za-z][\w.]*)/my, words: ['open'] },
  {
    language: 'rust',
    files: /\.rs$/i,
    statement: /^([ \t]*(?:pub(?:\([^)\n]*\))?[ \t]+)?(?:use|extern[ \t]+crate)[ \t]+(?:::)?)(\w+(?:::\w+)*)/my,
    words: ['use', 'extern'],
  },
  {
    language: 'ruby',
    files: /\.(?:rb|rake|ru|gemspec)$|(?:^|\/)(?:Gemfile|Rakefile)$/i,
    statement: /^([ \t]*require[ \t(]+["'])([\w/-]+)["']/my,
    words: ['require'],
  },
  {
    language: 'php',
    files: /\.php$/i,
    statement: /^([ \t]*use[ \t]+(?:function[ \t]+|const[ \t]+)?\\?)([A-Za-z_][\w\\]*)/my,
    words: ['use'],
  },
  {
    language: 'dart',
    files: /\.dart$/i,
    statement: /^([ \t]*(?:import|export)[ \t]+["'])(package:[^"'\n]+)["']/my,
    words: ['import', 'export'],
  },
];
