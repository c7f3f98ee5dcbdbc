// What is known about AI tools, as rows, and the indexes over them. Detectors ask the index, so cost does not grow with rows.

/** Where content goes when the tool is used. `lib` means that the caller chooses the provider. */
export type Egress = 'cloud' | 'local' | 'both' | 'lib' | 'none';

/** One AI tool. Ids are stable and are those a policy names. */
export interface AiTool {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  /** assistant, agent-cli, llm-api, framework, ... */
  readonly kind: string;
  readonly egress: Egress;
  readonly homepage: string;
  readonly evidence: ToolEvidenceNames;
  /** Tools that the same package speaks to under other names, so that code can move over. */
  readonly dropIns?: readonly DropIn[];
  /** Where the names were seen, and when they were last checked (YYYY-MM-DD). */
  readonly source: string;
  readonly checked: string;
}

/** Another tool behind the same package: names that take the place of this tool's own. */
export interface DropIn {
  /** Id of the other tool. */
  readonly with: string;
  readonly languages: readonly ('javascript' | 'python')[];
  /** Exported name of this tool → name that speaks to the other one in the same way. */
  readonly exports: Readonly<Record<string, string>>;
  /** What a person still has to do. */
  readonly afterwards: string;
  /** Where the vendor documents it. */
  readonly source: string;
}

/** Names by which a tool is recognised; each list sorted, each may be absent. A package, image or module that ends with a separator
 *  (`@langchain/`, `dev.langchain4j:`, `nvcr.io/nim/`) stands for all that begin so and have no row of their own. */
export interface ToolEvidenceNames {
  readonly npm?: readonly string[];
  readonly pypi?: readonly string[];
  /** Import roots in Python where they differ from the package's name. */
  readonly pythonImports?: readonly string[];
  /** Module paths or prefixes. */
  readonly go?: readonly string[];
  /** `group:artifact`. */
  readonly maven?: readonly string[];
  /** Java and Kotlin packages, with what lies below them. */
  readonly javaPackages?: readonly string[];
  readonly nuget?: readonly string[];
  /** .NET namespaces, with what lies below them. */
  readonly namespaces?: readonly string[];
  readonly gems?: readonly string[];
  /** What `require` names where it differs from the gem. */
  readonly rubyRequires?: readonly string[];
  readonly crates?: readonly string[];
  /** Names of crates in code where they differ from the package with `_` for `-`. */
  readonly rustCrates?: readonly string[];
  readonly packagist?: readonly string[];
  /** PHP namespaces, with what lies below them. */
  readonly phpNamespaces?: readonly string[];
  /** Dart packages. */
  readonly pub?: readonly string[];
  /** Container images without tag or digest. */
  readonly images?: readonly string[];
  /** `*` stands for one or more labels. */
  readonly hosts?: readonly string[];
  readonly env?: readonly string[];
  /** Beginnings of model names. */
  readonly models?: readonly string[];
  /** Relative files, or folders with a trailing slash. */
  readonly files?: readonly string[];
  /** VS Code extension ids in lower case. */
  readonly extensions?: readonly string[];
  /** GitHub Actions without their version. */
  readonly actions?: readonly string[];
  /** Programs; with a second word where the program's name alone means other things too. */
  readonly commands?: readonly string[];
  /** E-mail addresses of co-authors in commits. */
  readonly trailers?: readonly string[];
  /** Logins of GitHub apps. */
  readonly bots?: readonly string[];
}

/** Where packages come from. */
export type Ecosystem = 'npm' | 'pypi' | 'go' | 'maven' | 'nuget' | 'gems' | 'crates' | 'packagist' | 'pub';

/** Languages whose imports are read; `java` is Kotlin and Scala as well. */
export type ImportLanguage = 'javascript' | 'python' | 'go' | 'java' | 'csharp' | 'rust' | 'ruby' | 'php' | 'dart';

/** Lookups over all rows. Names are given as written; the index folds case where the ecosystem does. */
export interface Catalog {
  readonly tools: readonly AiTool[];
  tool(id: string): AiTool | undefined;
  /** The tool that a name belongs to. `signal` and `ecosystem` choose the index. */
  byPackage(ecosystem: Ecosystem, name: string): AiTool | undefined;
  byImport(language: ImportLanguage, module: string): AiTool | undefined;
  /** @param isBase  whether it is what paths are added to, so that a path in a row need not follow */
  byHost(address: string, isBase?: boolean): AiTool | undefined;
  byEnv(name: string): AiTool | undefined;
  /** Tools whose configuration this path is. */
  byFile(path: string): readonly AiTool[];
  byExtension(id: string): AiTool | undefined;
  /** @param image  with or without registry of Docker Hub, tag and digest */
  byImage(image: string): AiTool | undefined;
  /** @param model  a whole name, such as `gpt-4o-mini` */
  byModel(model: string): AiTool | undefined;
  /** @param action  with or without its version */
  byAction(action: string): AiTool | undefined;
  /** @param program  base name of what is run; @param argument the word behind it */
  byCommand(program: string, argument: string | undefined): AiTool | undefined;
  /** @param email  of an author or co-author */
  byTrailer(email: string): AiTool | undefined;
  /** Hash of all rows: part of cache keys. */
  readonly hash: string;
}
