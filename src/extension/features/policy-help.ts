// Help while a policy file or its tests are written: completion, what a field means and who decided it, where a word is defined, and folding.
// Works without any other extension, and on texts that do not parse yet.

import type { TextDocument, WorkspaceFolder } from 'vscode';
import {
  CompletionItem,
  CompletionItemKind,
  Disposable,
  FoldingRange,
  FoldingRangeKind,
  Hover,
  languages,
  Location,
  MarkdownString,
  Position,
  Range,
} from 'vscode';
import { placeOf, uriIn } from '../convert.ts';
import type { Feature } from '../feature.ts';
import type { PolicySurroundings } from '../folder-engine.ts';
import { policySelector, policyTestsFile, policyTestsSelector } from '../policy-files.ts';

export const policyHelp: Feature = (services) => {
  const { session } = services;
  const around = (document: TextDocument): PolicySurroundings => {
    const folder = session.folderOf(document.uri);
    const opened = folder?.state.opened;
    return { policy: opened?.policy, rejected: opened?.rejected, paths: folder?.paths };
  };
  return Disposable.from(
    languages.registerCompletionItemProvider(
      [policySelector, policyTestsSelector],
      {
        async provideCompletionItems(document, position) {
          const { assist } = await services.heavy();
          const [text, offset] = [document.getText(), document.offsetAt(position)];
          const found = isTests(document)
            ? assist.completeTests(text, offset, around(document))
            : assist.complete(text, offset, around(document));
          return found.map((each) => {
            const item = new CompletionItem(each.label, CompletionItemKind.Property);
            item.insertText = each.insertText;
            item.range = new Range(document.positionAt(each.startOffset), document.positionAt(each.endOffset));
            if (each.detail !== undefined) item.detail = each.detail;
            if (each.documentation !== undefined) item.documentation = new MarkdownString(each.documentation);
            return item;
          });
        },
      },
      ':',
      ' ',
      '-',
      '/',
    ),
    languages.registerHoverProvider([policySelector, policyTestsSelector], {
      async provideHover(document, position) {
        const { assist } = await services.heavy();
        const [text, offset] = [document.getText(), document.offsetAt(position)];
        const found = isTests(document)
          ? assist.hoverTests(text, offset, around(document))
          : assist.hover(text, offset, around(document));
        if (!found) return undefined;
        const range = new Range(document.positionAt(found.startOffset), document.positionAt(found.endOffset));
        return new Hover(new MarkdownString(withLinks(found.markdown, placeOf(document.uri)?.folder)), range);
      },
    }),
    languages.registerDefinitionProvider(policySelector, {
      async provideDefinition(document, position) {
        const { assist } = await services.heavy();
        const place = placeOf(document.uri);
        if (!place) return [];
        const offset = document.offsetAt(position);
        const found = assist.definitions(document.getText(), place.path, offset, around(document));
        // Presets of the product are no files; the hover shows what they say.
        return found.flatMap(({ file, line, column }) =>
          file.startsWith('builtin:')
            ? []
            : [new Location(uriIn(place.folder, file), new Position(Math.max(0, line - 1), Math.max(0, column - 1)))],
        );
      },
    }),
    languages.registerFoldingRangeProvider([policySelector, policyTestsSelector], {
      async provideFoldingRanges(document) {
        const { assist } = await services.heavy();
        return assist
          .folds(document.getText())
          .map(
            ({ startLine, endLine, kind }) =>
              new FoldingRange(startLine - 1, endLine - 1, kind === 'comment' ? FoldingRangeKind.Comment : undefined),
          );
      },
    }),
  );
};

function isTests(document: TextDocument): boolean {
  return placeOf(document.uri)?.path === policyTestsFile;
}

/** Lines of policy files, such as `ai-policy.yaml:10`, as links to them. */
function withLinks(markdown: string, folder: WorkspaceFolder | undefined): string {
  if (folder === undefined) return markdown;
  return markdown.replaceAll(/([\w./-]+\.ya?ml):(\d+)/g, (place, file: string, line: string) => {
    const uri = uriIn(folder, file).with({ fragment: `L${line}` });
    return `[${place}](${uri.toString()})`;
  });
}
