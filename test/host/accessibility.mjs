// Runs axe-core on a webview or on a part of the VS Code window. Used by the workbench driver.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG A and AA inside a frame, or inside the elements that a selector finds there.
 *  @param {import('playwright-core').Frame} frame
 *  @param {string} [selector]
 *  @returns {Promise<Array<{id: string, impact: string, help: string, nodes: string[]}>>} */
export async function axeViolations(frame, selector) {
  // Evaluated by the debugger, not added as a script element: the page's content security policy would refuse that.
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(`${axeSource};undefined`);
  // In a webview without scripts timers never fire, so axe would wait for ever.
  if (!(await scriptsRun(frame))) throw new Error('axe-core needs a webview that was made with enableScripts: true.');
  return frame.evaluate(
    async ([where, tags]) => {
      const result = await globalThis.axe.run(where ?? globalThis.document, { runOnly: { type: 'tag', values: tags } });
      return result.violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact: impact ?? 'unknown',
        help,
        nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.html.slice(0, 200)}`),
      }));
    },
    [selector, rules],
  );
}

async function scriptsRun(frame) {
  const timerFires = frame
    .evaluate(() => new Promise((resolve) => setTimeout(() => resolve(true), 0)))
    .catch(() => false);
  return Promise.race([timerFires, new Promise((resolve) => setTimeout(() => resolve(false), 20_000).unref())]);
}
