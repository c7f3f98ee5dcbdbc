// All readiness checks, by category, in the order in which they are shown. A test compares this list with the folder.

import { sha256 } from '../text/hash.ts';
import type { Check } from './check.ts';
import { dataAiExclusions } from './checks/data-ai-exclusions.ts';
import { dataBackup } from './checks/data-backup.ts';
import { dataClassDeclared } from './checks/data-class-declared.ts';
import { dataDeleteProtection } from './checks/data-delete-protection.ts';
import { dataDestructiveChangeGuarded } from './checks/data-destructive-change-guarded.ts';
import { dataEnvironmentsSeparate } from './checks/data-environments-separate.ts';
import { dataNoPersonalDataInLogs } from './checks/data-no-personal-data-in-logs.ts';
import { dataNoRealDataInRepo } from './checks/data-no-real-data-in-repo.ts';
import { dataPrivacyNotice } from './checks/data-privacy-notice.ts';
import { dataSchemaVersioned } from './checks/data-schema-versioned.ts';
import { dataSurvivesRestart } from './checks/data-survives-restart.ts';
import { depAutomatic } from './checks/dep-automatic.ts';
import { depBuildRecipe } from './checks/dep-build-recipe.ts';
import { depConfigFromEnv } from './checks/dep-config-from-env.ts';
import { depGentleRelease } from './checks/dep-gentle-release.ts';
import { depImageNotLatest } from './checks/dep-image-not-latest.ts';
import { depInGit } from './checks/dep-in-git.ts';
import { depInfraStateShared } from './checks/dep-infra-state-shared.ts';
import { depPipeline } from './checks/dep-pipeline.ts';
import { depReleasesNamed } from './checks/dep-releases-named.ts';
import { depRollback } from './checks/dep-rollback.ts';
import { depRuntimePinned } from './checks/dep-runtime-pinned.ts';
import { depRuntimeSupported } from './checks/dep-runtime-supported.ts';
import { depSanctionedTarget } from './checks/dep-sanctioned-target.ts';
import { depSmallContext } from './checks/dep-small-context.ts';
import { obsAiSpendVisible } from './checks/obs-ai-spend-visible.ts';
import { obsAlerts } from './checks/obs-alerts.ts';
import { obsErrorsReported } from './checks/obs-errors-reported.ts';
import { obsHealthAddress } from './checks/obs-health-address.ts';
import { obsLogs } from './checks/obs-logs.ts';
import { obsMetrics } from './checks/obs-metrics.ts';
import { obsTracing } from './checks/obs-tracing.ts';
import { ownBackupPerson } from './checks/own-backup-person.ts';
import { ownHelpContact } from './checks/own-help-contact.ts';
import { ownLicenceClear } from './checks/own-licence-clear.ts';
import { ownOutsideServicesListed } from './checks/own-outside-services-listed.ts';
import { ownOwnerNamed } from './checks/own-owner-named.ts';
import { ownReadme } from './checks/own-readme.ts';
import { ownRegistered } from './checks/own-registered.ts';
import { ownRunbook } from './checks/own-runbook.ts';
import { relAiLimits } from './checks/rel-ai-limits.ts';
import { relFriendlyFailure } from './checks/rel-friendly-failure.ts';
import { relMoreThanOne } from './checks/rel-more-than-one.ts';
import { relProbes } from './checks/rel-probes.ts';
import { relResourceLimits } from './checks/rel-resource-limits.ts';
import { relRetriesKind } from './checks/rel-retries-kind.ts';
import { relStopsPolitely } from './checks/rel-stops-politely.ts';
import { relTargetSet } from './checks/rel-target-set.ts';
import { relTimeouts } from './checks/rel-timeouts.ts';
import { reviewAiInstructions } from './checks/review-ai-instructions.ts';
import { reviewAiLabelled } from './checks/review-ai-labelled.ts';
import { reviewHappens } from './checks/review-happens.ts';
import { reviewLaunchApproval } from './checks/review-launch-approval.ts';
import { reviewOwnersFile } from './checks/review-owners-file.ts';
import { reviewProtectedMain } from './checks/review-protected-main.ts';
import { reviewRequestTemplate } from './checks/review-request-template.ts';
import { secAgentsAskFirst } from './checks/sec-agents-ask-first.ts';
import { secAiKeyNotInBrowser } from './checks/sec-ai-key-not-in-browser.ts';
import { secCiLeastRights } from './checks/sec-ci-least-rights.ts';
import { secCiNotHijackable } from './checks/sec-ci-not-hijackable.ts';
import { secCiStepsPinned } from './checks/sec-ci-steps-pinned.ts';
import { secCloudStoragePrivate } from './checks/sec-cloud-storage-private.ts';
import { secCodeScanning } from './checks/sec-code-scanning.ts';
import { secContainerNotRoot } from './checks/sec-container-not-root.ts';
import { secCookiesSafe } from './checks/sec-cookies-safe.ts';
import { secCorsNotWideOpen } from './checks/sec-cors-not-wide-open.ts';
import { secDataEncryptedAtRest } from './checks/sec-data-encrypted-at-rest.ts';
import { secDatabaseRowRules } from './checks/sec-database-row-rules.ts';
import { secDebugOff } from './checks/sec-debug-off.ts';
import { secDependenciesLocked } from './checks/sec-dependencies-locked.ts';
import { secDependencyUpdates } from './checks/sec-dependency-updates.ts';
import { secEnvExample } from './checks/sec-env-example.ts';
import { secEnvFileNotCommitted } from './checks/sec-env-file-not-committed.ts';
import { secEnvGitignored } from './checks/sec-env-gitignored.ts';
import { secFirebaseRulesNotOpen } from './checks/sec-firebase-rules-not-open.ts';
import { secHttpsEnforced } from './checks/sec-https-enforced.ts';
import { secInputChecked } from './checks/sec-input-checked.ts';
import { secKnownVulnerabilities } from './checks/sec-known-vulnerabilities.ts';
import { secLoginPresent } from './checks/sec-login-present.ts';
import { secMcpServersReviewed } from './checks/sec-mcp-servers-reviewed.ts';
import { secNetworkClosed } from './checks/sec-network-closed.ts';
import { secNoDangerousCode } from './checks/sec-no-dangerous-code.ts';
import { secNoHardcodedSecrets } from './checks/sec-no-hardcoded-secrets.ts';
import { secNoServerSecretInClient } from './checks/sec-no-server-secret-in-client.ts';
import { secNoUnreviewableFiles } from './checks/sec-no-unreviewable-files.ts';
import { secPasswordsHashed } from './checks/sec-passwords-hashed.ts';
import { secRateLimit } from './checks/sec-rate-limit.ts';
import { secReportPath } from './checks/sec-report-path.ts';
import { secRoutesCheckLogin } from './checks/sec-routes-check-login.ts';
import { secRowRulesNotOpen } from './checks/sec-row-rules-not-open.ts';
import { secSecurityHeaders } from './checks/sec-security-headers.ts';
import { secWebhooksVerified } from './checks/sec-webhooks-verified.ts';
import { secWorkloadHardened } from './checks/sec-workload-hardened.ts';
import { testAiAnswers } from './checks/test-ai-answers.ts';
import { testCoverageMeasured } from './checks/test-coverage-measured.ts';
import { testExists } from './checks/test-exists.ts';
import { testInCi } from './checks/test-in-ci.ts';
import { testLoadKnown } from './checks/test-load-known.ts';
import { testMainJourney } from './checks/test-main-journey.ts';
import { testNoneSkipped } from './checks/test-none-skipped.ts';
import { testOneCommand } from './checks/test-one-command.ts';
import { testStyleChecked } from './checks/test-style-checked.ts';

/** Every check; each id once. */
export const checks: readonly Check[] = [
  secNoHardcodedSecrets,
  secEnvFileNotCommitted,
  secEnvGitignored,
  secNoServerSecretInClient,
  secAiKeyNotInBrowser,
  secDatabaseRowRules,
  secRowRulesNotOpen,
  secFirebaseRulesNotOpen,
  secLoginPresent,
  secRoutesCheckLogin,
  secInputChecked,
  secNoDangerousCode,
  secRateLimit,
  secCorsNotWideOpen,
  secSecurityHeaders,
  secCookiesSafe,
  secPasswordsHashed,
  secDebugOff,
  secWebhooksVerified,
  secHttpsEnforced,
  secDependenciesLocked,
  secDependencyUpdates,
  secKnownVulnerabilities,
  secCodeScanning,
  secCiLeastRights,
  secCiNotHijackable,
  secCiStepsPinned,
  secContainerNotRoot,
  secWorkloadHardened,
  secCloudStoragePrivate,
  secNetworkClosed,
  secDataEncryptedAtRest,
  secReportPath,
  secMcpServersReviewed,
  secAgentsAskFirst,
  secNoUnreviewableFiles,
  dataClassDeclared,
  dataNoRealDataInRepo,
  dataAiExclusions,
  dataNoPersonalDataInLogs,
  dataSchemaVersioned,
  dataDestructiveChangeGuarded,
  dataBackup,
  dataSurvivesRestart,
  dataEnvironmentsSeparate,
  dataDeleteProtection,
  dataPrivacyNotice,
  testExists,
  testOneCommand,
  testInCi,
  testMainJourney,
  testNoneSkipped,
  testCoverageMeasured,
  testStyleChecked,
  testAiAnswers,
  reviewProtectedMain,
  reviewOwnersFile,
  reviewHappens,
  reviewAiLabelled,
  reviewAiInstructions,
  reviewRequestTemplate,
  reviewLaunchApproval,
  depInGit,
  depSanctionedTarget,
  depBuildRecipe,
  depPipeline,
  depAutomatic,
  depRollback,
  depRuntimePinned,
  depRuntimeSupported,
  depImageNotLatest,
  depSmallContext,
  depConfigFromEnv,
  depInfraStateShared,
  depGentleRelease,
  depReleasesNamed,
  obsLogs,
  obsErrorsReported,
  obsHealthAddress,
  obsMetrics,
  obsTracing,
  obsAlerts,
  obsAiSpendVisible,
  testLoadKnown,
  relProbes,
  relResourceLimits,
  relMoreThanOne,
  relStopsPolitely,
  relTimeouts,
  relRetriesKind,
  relFriendlyFailure,
  relAiLimits,
  relTargetSet,
  secEnvExample,
  ownReadme,
  ownOwnerNamed,
  ownBackupPerson,
  ownRegistered,
  ownRunbook,
  ownHelpContact,
  ownOutsideServicesListed,
  ownLicenceClear,
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
