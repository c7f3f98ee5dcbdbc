// What a path says about the text in it: whether values there are real, invented, or made by a machine.

import { expression } from '../../text/expression.ts';

/** `source` is everything that is none of the others. */
export interface PathClass {
  /** Tests, fixtures, mocks: values are usually invented. */
  readonly test: boolean;
  /** Documentation, examples, templates: values are usually invented. */
  readonly docs: boolean;
  /** Lock files, minified code, source maps, snapshots: long random-looking values that are no secrets abound. */
  readonly machineMade: boolean;
  /** Texts of the user interface in many languages: names of secrets stand beside words, not beside secrets. */
  readonly translation: boolean;
  /** Pipelines and Compose files: services are started there with passwords that are thrown away with them. */
  readonly throwaway: boolean;
  /** Settings rather than code: values stand without quotes. */
  readonly settings: boolean;
  /** Folders of examples, descriptions of interfaces, and what a database is filled with at first: people there are invented, or stand in
   *  a public set of data. */
  readonly sample: boolean;
  /** Pages and answers of servers that were saved for a test: what stands in them is public already. */
  readonly savedPage: boolean;
  /** Keys and certificates for the machine that the program is developed on. */
  readonly thisHost: boolean;
}

const test = expression()`
  (?:^|[/_.-])(?:
    tests?|__tests__|specs?|e2e|fixtures?|dummy|testdata|test-?data|testing|mocks?|__mocks__|stubs?|fakes?|cassettes|
    snapshots?|__snapshots__|bench(?:marks?)?
  )(?:$|[/_.-])|
  (?:^|/)test[A-Z_-]|Tests?(?:\.\w+$|/)|
  (?:^|/)(?:phpunit[\w.-]*|pytest\.ini|tox\.ini|\.env\.ci(?:\.\w+)?|(?:docker-)?compose[._-](?:ci|cypress)\.ya?ml)$
`;
const sample =
  /(?:^|[/_.-])(?:examples?|samples?|demos?|tutorials?|sample[-_]?data)\/|(?:^|\/)(?:swagger|openapi)(?:[\w.-]*$|\/)|\.(?:oas|openapi|swagger)\.\w+$/i;
const docs = expression('i')`
  (?:^|[/_.-])(?:docs?|documentation)/|(?:^|/)(?:help|guides?|website|changelogs?|rfcs?|blog)/|
  \.(?:mdx?|rst|adoc|asciidoc|po|pot|tex|ipynb)$|[._-](?:example|sample|template|dist|tmpl|tpl)(?:\.|$)|
  (?:^|/)(?:README|CHANGELOG|HISTORY|NEWS)
`;
const machineMade = expression('i')`
  (?:^|/)\.?(?:
    package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|bun\.lockb?|go\.(?:work\.)?sum|Package\.resolved|
    Cartfile\.resolved|packages\.lock\.json|gradle\.lockfile|verification-metadata\.xml|\.terraform\.lock\.hcl|
    SHA\d+SUMS|[\w.-]+\.(?:lock|sum|sha\d+|sri|snap)
  )$|
  \.min\.(?:js|css)$|[.-]bundle\.js$|\.(?:map|svg|pbxproj|pb\.go|har|geojson|meta)$|_pb2\.py$|\.designer\.cs$|
  (?:^|/)(?:node_modules|vendor|bower_components|third_party|dist|\.next|\.yarn|cassettes|__snapshots__)/
`;
const translation = expression('i')`
  (?:^|/)(?:locales?|lang(?:uages?)?|i18n|l10n|translations?|intl|nls)/|\.(?:po|pot|resx|xlf|xliff|strings|arb|ftl)$|
  (?:^|/)(?:messages|strings|package\.nls)[\w.-]*\.(?:properties|json|xml|ya?ml)$
`;
const settings = expression('i')`
  (?:^|/)(?:
    \.?env(?:\.[\w.-]+)?|[\w.-]+\.env|\.npmrc|\.pypirc|\.netrc|\.pgpass|\.s3cfg|\.edgerc|\.boto|credentials|config|
    Dockerfile[\w.-]*|Makefile|Procfile|hosts|inventory|secrets?
  )$|
  \.(?:
    env|ini|cfg|cnf|conf|config|properties|props|ya?ml|toml|tf|tfvars|hcl|sh|bash|zsh|fish|ps1|psm1|bat|cmd|txt|log|
    csv|sql|xml|plist|service|secrets?|credentials|rdp|ovpn|reg|inf
  )$|
  (?:^|/)[^./]+$
`;

const throwaway = expression('i')`
  (?:^|/)(?:
    (?:docker-)?compose[\w.-]*\.ya?ml|\.gitlab-ci[\w.-]*\.ya?ml|\.(?:travis|drone|cirrus)\.yml|
    (?:azure|bitbucket)-pipelines[\w.-]*\.ya?ml|appveyor\.yml|Jenkinsfile
  )$|
  (?:^|/)\.(?:github/(?:workflows|actions)|circleci|buildkite|devcontainer)/
`;
const production = /prod/i;
const savedPage = /\.(?:html?|mhtml)$|(?:^|[/_.-])cassettes\//i;
const seed = /(?:^|[/_.-])(?:seeds?|seeders?|fakers?)(?:[/_.-]|$)|Seed(?:s|ers?)?(?:Data)?\.\w+$/;
const thisHost =
  /(?:^|[/_.-])(?:localhost|local|self-?signed|snake-?oil|dev|development)(?:[_.-][\w.-]*)?\.(?:key|pem|crt|p8)$/i;

let last: { readonly path: string; readonly pathClass: PathClass } | undefined;

/** Decides by the path alone. Several ask for the same path one after the other. */
export function classifyPath(path: string): PathClass {
  if (last?.path !== path) last = { path, pathClass: classify(path) };
  return last.pathClass;
}

function classify(path: string): PathClass {
  return {
    test: test.test(path),
    docs: docs.test(path) || sample.test(path),
    machineMade: machineMade.test(path),
    translation: translation.test(path),
    throwaway: throwaway.test(path) && !production.test(path),
    settings: settings.test(path),
    sample: sample.test(path) || seed.test(path),
    savedPage: test.test(path) && savedPage.test(path),
    thisHost: thisHost.test(path),
  };
}
