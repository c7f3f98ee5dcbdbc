// The detectors of AI tools, in the order in which they run.

import type { Detector } from '../detector.ts';
import { buildFilesDetector } from './build-files.ts';
import { configFilesDetector } from './config-files.ts';
import { endpointsDetector } from './endpoints.ts';
import { envDetector } from './env.ts';
import { importsDetector } from './imports.ts';
import { editorExtensionsDetector } from './editor-extensions.ts';
import { manifestsDetector, packagesInOtherFilesDetector } from './manifests.ts';
import { modelIdsDetector } from './model-ids.ts';
import { mcpServersDetector } from './mcp-servers.ts';
import { startedInCodeDetector } from './started-in-code.ts';

export const aiToolDetectors: readonly Detector[] = [
  manifestsDetector,
  packagesInOtherFilesDetector,
  importsDetector,
  endpointsDetector,
  configFilesDetector,
  envDetector,
  mcpServersDetector,
  editorExtensionsDetector,
  buildFilesDetector,
  startedInCodeDetector,
  modelIdsDetector,
];
