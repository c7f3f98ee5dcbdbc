// `check --format junit`: for build servers that show test results. One test case for each finding, one for each clean run.
// Source: https://github.com/testmoapp/junitxml

import type { Finding } from '../model/finding.ts';
import type { CheckResult } from './check-result.ts';
import { countBySeverity } from './count-by-severity.ts';

/** The report with a final newline. Findings at error are failures; warnings and notes are passed cases with an output; what is
 *  left out on purpose is skipped. A detector that failed is an error. */
export function renderJunit(result: CheckResult): string {
  const { bySeverity, suppressed } = countBySeverity(result.findings);
  const cases = [...result.findings.map(findingCase), ...result.failures.map(failureCase)];
  if (cases.length === 0) cases.push(element('testcase', { name: 'nothing found', classname: 'handrail' }));
  const counts = {
    tests: cases.length,
    failures: bySeverity.error,
    errors: result.failures.length,
    skipped: suppressed,
  };
  const suite = element('testsuite', { name: 'handrail check', ...counts }, cases.join('\n'));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'handrail', ...counts }, suite)}\n`;
}

function findingCase(finding: Finding): string {
  const { path, region, ruleId, message, severity, suppressed, commit, preview } = finding;
  const place = `${path}:${String(region.startLine)}:${String(region.startColumn)}`;
  const name = `${ruleId} at ${place}${commit === undefined ? '' : ` in ${commit.slice(0, 12)}`}`;
  const attributes = { name, classname: path, file: path, line: region.startLine };
  const body = preview === '' ? message : `${message}\n${preview}`;
  if (suppressed !== undefined) {
    return element(
      'testcase',
      attributes,
      element('skipped', { message: `left out by ${suppressed.by}: ${suppressed.reason}` }),
    );
  }
  if (severity === 'error') {
    return element('testcase', attributes, element('failure', { type: ruleId, message }, escapeXml(body)));
  }
  return element('testcase', attributes, element('system-out', {}, escapeXml(`${severity}: ${body}`)));
}

function failureCase({ detector, path, error }: CheckResult['failures'][number]): string {
  const message = `${detector} could not look at ${path}; its findings there are missing.`;
  return element(
    'testcase',
    { name: `${detector} at ${path}`, classname: path },
    element('error', { type: error, message }),
  );
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, content?: string): string {
  const listed = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const open = `<${name}${listed.join('')}`;
  return content === undefined ? `${open}/>` : `${open}>${content}</${name}>`;
}

const named: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** Characters that XML 1.0 does not allow at all, lone surrogates among them; they become U+FFFD. Source: https://www.w3.org/TR/xml/#charsets */
const notAllowed = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escapeXml(text: string): string {
  return text
    .replace(notAllowed, '\uFFFD')
    .replace(/[<>&"]/g, (character) => named[character] ?? '')
    .replace(/[\n\t\r]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
