// Hands the texts of planned changes to the diff editor. They exist only while a person looks at them.

import { workspace } from 'vscode';
import { previewScheme, previewText } from '../change-preview.ts';
import type { Feature } from '../feature.ts';

export const previews: Feature = () =>
  workspace.registerTextDocumentContentProvider(previewScheme, {
    provideTextDocumentContent: (uri) => previewText(uri) ?? '',
  });
