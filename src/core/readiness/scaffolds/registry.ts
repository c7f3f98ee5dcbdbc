// Everything that can be done for a person, each check at most once. Adding one: a file here or in ../edits and a line below.

import { containerUserEdit, namedImageEdit } from '../edits/container-edits.ts';
import { closedNetworkEdit, deleteProtectionEdit, sharedRecordEdit } from '../edits/infrastructure-edits.ts';
import { lineEdits } from '../edits/line-edits.ts';
import { aiLimitsEdit, backupPersonEdit, helpContactEdit, supportedVersionEdit } from '../edits/project-edits.ts';
import { committedEnvEdit, hardcodedSecretsEdit, mcpServersEdit, realDataEdit } from '../edits/secrets-edits.ts';
import { leastRightsEdit, pinnedStepsEdit, untrustedInputEdit } from '../edits/workflow-edits.ts';
import {
  encryptedDoorEdit,
  gentleReleaseEdit,
  hardenedEdit,
  moreCopiesScaffold,
  probesEdit,
  resourcesEdit,
} from '../edits/workload-edits.ts';
import { agentInstructionsScaffold, aiIgnoreScaffold } from './ai-files.ts';
import { aiRouteScaffold } from './ai-route.ts';
import { buildWorkflowScaffold, codeScanningScaffold, knownVulnerabilitiesScaffold } from './build-workflow.ts';
import { codeownersScaffold } from './codeowners.ts';
import { containerIgnoreScaffold, containerRecipeScaffold } from './container-recipe.ts';
import { dependabotScaffold } from './dependabot.ts';
import { deployWorkflowScaffold } from './deploy-workflow.ts';
import { jsonLogScaffold, telemetryScaffold } from './diagnostics-start.ts';
import { backupScaffold, rollbackScaffold, runbookScaffold, securityPolicyScaffold } from './documents.ts';
import { envExampleScaffold } from './env-example.ts';
import { errorReportsScaffold } from './error-reports.ts';
import { failurePagesScaffold } from './failure-pages.ts';
import { firstTestScaffold, testCommandEdit } from './first-tests.ts';
import { gitignoreScaffold } from './gitignore.ts';
import { healthAddressScaffold } from './health-address.ts';
import {
  coverageEdit,
  expectedAnswersScaffold,
  loadTestScaffold,
  mainJourneyScaffold,
  styleScaffold,
} from './more-tests.ts';
import { projectFileScaffold } from './project-file.ts';
import { readmeScaffold } from './readme.ts';
import { rowRulesMigrationScaffold } from './row-rules-migration.ts';
import type { Scaffold } from './scaffold.ts';
import { politeStopScaffold, rateLimitScaffold, securityHeadersScaffold } from './server-guards.ts';
import {
  aiTrailerScaffold,
  changeQuestionsScaffold,
  changesFileScaffold,
  licenceScaffold,
  reliabilityTargetScaffold,
  servicesListScaffold,
  versionFileScaffold,
} from './small-files.ts';

export const scaffolds: readonly Scaffold[] = [
  agentInstructionsScaffold,
  aiIgnoreScaffold,
  aiLimitsEdit,
  aiRouteScaffold,
  aiTrailerScaffold,
  backupPersonEdit,
  backupScaffold,
  buildWorkflowScaffold,
  changeQuestionsScaffold,
  changesFileScaffold,
  closedNetworkEdit,
  codeownersScaffold,
  codeScanningScaffold,
  committedEnvEdit,
  containerIgnoreScaffold,
  containerRecipeScaffold,
  containerUserEdit,
  coverageEdit,
  deleteProtectionEdit,
  dependabotScaffold,
  deployWorkflowScaffold,
  encryptedDoorEdit,
  envExampleScaffold,
  errorReportsScaffold,
  expectedAnswersScaffold,
  failurePagesScaffold,
  firstTestScaffold,
  gentleReleaseEdit,
  gitignoreScaffold,
  hardcodedSecretsEdit,
  hardenedEdit,
  healthAddressScaffold,
  helpContactEdit,
  jsonLogScaffold,
  knownVulnerabilitiesScaffold,
  leastRightsEdit,
  licenceScaffold,
  ...lineEdits,
  loadTestScaffold,
  mainJourneyScaffold,
  mcpServersEdit,
  moreCopiesScaffold,
  namedImageEdit,
  pinnedStepsEdit,
  politeStopScaffold,
  probesEdit,
  projectFileScaffold,
  rateLimitScaffold,
  readmeScaffold,
  realDataEdit,
  reliabilityTargetScaffold,
  resourcesEdit,
  rollbackScaffold,
  rowRulesMigrationScaffold,
  runbookScaffold,
  securityHeadersScaffold,
  securityPolicyScaffold,
  servicesListScaffold,
  sharedRecordEdit,
  styleScaffold,
  supportedVersionEdit,
  telemetryScaffold,
  testCommandEdit,
  untrustedInputEdit,
  versionFileScaffold,
];
