// All readiness checks, by category, in the order in which they are shown. A test compares this list with the folder.

import { sha256 } from '../text/hash.ts';
import type { Check } from './check.ts';
import { dataAiExclusions } from './checks/data-ai-exclusions.ts';
import { dataBackup } from './checks/data-backup.ts';
import { dataClassDeclared } from './checks/data-class-declared.ts';
import { dataNoRealDataInRepo } from './checks/data-no-real-data-in-repo.ts';
import { dataPrivacyNotice } from './checks/data-privacy-notice.ts';
import { dataSchemaVersioned } from './checks/data-schema-versioned.ts';
import { depBuildRecipe } from './checks/dep-build-recipe.ts';
import { depInGit } from './checks/dep-in-git.ts';
import { depPipeline } from './checks/dep-pipeline.ts';
import { depRollback } from './checks/dep-rollback.ts';
import { depRuntimePinned } from './checks/dep-runtime-pinned.ts';
import { depSanctionedTarget } from './checks/dep-sanctioned-target.ts';
import { obsAlerts } from './checks/obs-alerts.ts';
import { obsErrorsReported } from './checks/obs-errors-reported.ts';
import { obsHealthAddress } from './checks/obs-health-address.ts';
import { obsLogs } from './checks/obs-logs.ts';
import { ownBackupPerson } from './checks/own-backup-person.ts';
import { ownHelpContact } from './checks/own-help-contact.ts';
import { ownOwnerNamed } from './checks/own-owner-named.ts';
import { ownReadme } from './checks/own-readme.ts';
import { ownRegistered } from './checks/own-registered.ts';
import { ownRunbook } from './checks/own-runbook.ts';
import { relAiLimits } from './checks/rel-ai-limits.ts';
import { relFriendlyFailure } from './checks/rel-friendly-failure.ts';
import { relTargetSet } from './checks/rel-target-set.ts';
import { reviewAiInstructions } from './checks/review-ai-instructions.ts';
import { reviewLaunchApproval } from './checks/review-launch-approval.ts';
import { reviewOwnersFile } from './checks/review-owners-file.ts';
import { reviewProtectedMain } from './checks/review-protected-main.ts';
import { secAgentsAskFirst } from './checks/sec-agents-ask-first.ts';
import { secAiKeyNotInBrowser } from './checks/sec-ai-key-not-in-browser.ts';
import { secCiLeastRights } from './checks/sec-ci-least-rights.ts';
import { secCiNotHijackable } from './checks/sec-ci-not-hijackable.ts';
import { secCorsNotWideOpen } from './checks/sec-cors-not-wide-open.ts';
import { secDatabaseRowRules } from './checks/sec-database-row-rules.ts';
import { secDependenciesLocked } from './checks/sec-dependencies-locked.ts';
import { secDependencyUpdates } from './checks/sec-dependency-updates.ts';
import { secEnvExample } from './checks/sec-env-example.ts';
import { secEnvFileNotCommitted } from './checks/sec-env-file-not-committed.ts';
import { secEnvGitignored } from './checks/sec-env-gitignored.ts';
import { secLoginPresent } from './checks/sec-login-present.ts';
import { secNoDangerousCode } from './checks/sec-no-dangerous-code.ts';
import { secNoHardcodedSecrets } from './checks/sec-no-hardcoded-secrets.ts';
import { secNoServerSecretInClient } from './checks/sec-no-server-secret-in-client.ts';
import { secReportPath } from './checks/sec-report-path.ts';
import { testExists } from './checks/test-exists.ts';
import { testInCi } from './checks/test-in-ci.ts';
import { testNoneSkipped } from './checks/test-none-skipped.ts';
import { testOneCommand } from './checks/test-one-command.ts';

/** Every check; each id once. */
export const checks: readonly Check[] = [
  secNoHardcodedSecrets,
  secEnvFileNotCommitted,
  secEnvGitignored,
  secNoServerSecretInClient,
  secAiKeyNotInBrowser,
  secDatabaseRowRules,
  secLoginPresent,
  secCorsNotWideOpen,
  secDependenciesLocked,
  secDependencyUpdates,
  secReportPath,
  secNoDangerousCode,
  secCiLeastRights,
  secCiNotHijackable,
  secAgentsAskFirst,
  dataClassDeclared,
  dataNoRealDataInRepo,
  dataAiExclusions,
  dataSchemaVersioned,
  dataBackup,
  dataPrivacyNotice,
  testExists,
  testOneCommand,
  testInCi,
  testNoneSkipped,
  reviewProtectedMain,
  reviewOwnersFile,
  reviewAiInstructions,
  reviewLaunchApproval,
  depInGit,
  depSanctionedTarget,
  depBuildRecipe,
  depPipeline,
  depRollback,
  depRuntimePinned,
  obsLogs,
  obsErrorsReported,
  obsHealthAddress,
  obsAlerts,
  relFriendlyFailure,
  relAiLimits,
  relTargetSet,
  secEnvExample,
  ownReadme,
  ownOwnerNamed,
  ownRegistered,
  ownRunbook,
  ownBackupPerson,
  ownHelpContact,
];

/** Names this set of checks in every report, so that a changed verdict can be told from a changed rule. */
export const checkSet: string = `handrail/${sha256(
  JSON.stringify(
    checks.map(({ id, requiredFrom, weight, applies, revision = 1 }) => [id, requiredFrom, weight, applies, revision]),
  ),
).slice(0, 12)}`;

/** @returns undefined when no check has this id */
export function checkById(id: string): Check | undefined {
  return checks.find((check) => check.id === id);
}
