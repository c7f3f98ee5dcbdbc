// Settings that keep a VS Code window under test quiet: nothing opens, updates or calls out by itself.
// Used by the server starter for each window it serves.

export const quietUserSettings = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.welcomePage.experimentalOnboarding': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'chat.agentHost.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
};

/** This one is read before user settings are there, hence the second place. */
export const quietMachineSettings = { 'chat.agentHost.enabled': false };
