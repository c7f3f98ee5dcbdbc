// Reads JSON value by value, without building a tree: lock files have megabytes, of which a few values matter.

import { visit } from 'jsonc-parser';
import { deeperThan, maxJsonDepth } from '../text/nesting.ts';

/** A place in the tree: keys and list positions from the top. */
export type JsonPath = readonly (string | number)[];

export interface JsonWalk {
  /** A key of an object. @param offset of the key without its quote */
  readonly onKey?: (path: JsonPath, offset: number) => void;
  /** A text, number, true, false or null. @param offset of the value without its quote */
  readonly onValue?: (path: JsonPath, value: unknown, offset: number) => void;
  /** An object is over. */
  readonly onEnd?: (path: JsonPath) => void;
}

/** Walk over a text. The path is the same array each time: copy what is kept.
 *  @param comments  whether comments and commas at the end are fine
 *  @returns offset of the first mistake; undefined when there is none */
export function walkJson(text: string, comments: boolean, walk: JsonWalk): number | undefined {
  const tooDeepAt = deeperThan(text, maxJsonDepth);
  if (tooDeepAt !== undefined) return tooDeepAt;
  const path: (string | number)[] = [];
  /** For each open list or object, whether it is a list. */
  const open: boolean[] = [];
  let problemAt: number | undefined;
  const enter = (isList: boolean): void => {
    open.push(isList);
    path.push(isList ? 0 : '');
  };
  const leave = (): void => {
    path.pop();
    open.pop();
  };
  visit(
    text,
    {
      onObjectBegin: () => {
        enter(false);
      },
      onObjectProperty: (name, offset) => {
        path[path.length - 1] = name;
        walk.onKey?.(path, offset + 1);
      },
      onObjectEnd: () => {
        leave();
        walk.onEnd?.(path);
      },
      onArrayBegin: () => {
        enter(true);
      },
      onArrayEnd: leave,
      onLiteralValue: (value: unknown, offset) => {
        walk.onValue?.(path, value, typeof value === 'string' ? offset + 1 : offset);
      },
      onSeparator: (character) => {
        const last = path.at(-1);
        if (character === ',' && open.at(-1) === true && typeof last === 'number') path[path.length - 1] = last + 1;
      },
      onError: (_error, offset) => {
        problemAt ??= offset;
      },
    },
    { disallowComments: !comments, allowTrailingComma: comments, allowEmptyContent: true },
  );
  return problemAt;
}
