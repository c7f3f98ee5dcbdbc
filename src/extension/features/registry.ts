// Every feature of the editor shell, in the order in which they register. Adding one: a file here and a line below.

import type { Feature } from '../feature.ts';
import { codeActions } from './code-actions.ts';
import { contextKeys, scanProgress } from './context-keys.ts';
import { decisions } from './decisions.ts';
import { diagnostics } from './diagnostics.ts';
import { hover } from './hover.ts';
import { myDataView } from './my-data-view.ts';
import { pages } from './pages.ts';
import { previews } from './previews.ts';
import { policyEditing } from './policy-editing.ts';
import { policyHelp } from './policy-help.ts';
import { policyLenses } from './policy-lenses.ts';
import { fileStatus, statusBar } from './status.ts';
import { terminals } from './terminals.ts';
import { underlines } from './underlines.ts';
import { usageEvents } from './usage-events.ts';
import { aiToolsView, findingsView, readinessView } from './views.ts';

export const features: readonly Feature[] = [
  contextKeys,
  diagnostics,
  underlines,
  codeActions,
  hover,
  readinessView,
  findingsView,
  aiToolsView,
  myDataView,
  statusBar,
  fileStatus,
  scanProgress,
  policyEditing,
  policyHelp,
  policyLenses,
  decisions,
  pages,
  previews,
  usageEvents,
  terminals,
];
