// Detectors that look closer at places which a line alone tells: a word, an address, a name. They follow a text that is edited, since
// only the lines that changed have to be searched again. What stands around the places is judged anew each time.

import type { Catalog } from '../../catalog/catalog.ts';
import type { TextDocument } from '../../model/document.ts';
import { FollowedPlaces, type FindPlaces } from '../../text/followed-places.ts';
import type { Detection, Detector } from '../detector.ts';

interface ByLines extends Pick<Detector, 'id' | 'appliesTo'> {
  /** What finds the places in texts of a path. */
  readonly finders: (path: string, catalog: Catalog) => readonly FindPlaces[];
  /** @param places  of each finder, in order */
  readonly judge: (
    document: TextDocument,
    places: readonly (readonly number[])[],
    catalog: Catalog,
  ) => Pick<Detection, 'tools'>;
}

export function detectorByLines({ id, appliesTo, finders, judge }: ByLines): Detector {
  return {
    id,
    rules: [],
    appliesTo,
    detect: (document, { catalog }) => {
      const places = finders(document.path, catalog).map((find) => find(document.text));
      return judge(document, places, catalog);
    },
    follow: (first, { catalog }) => {
      const followed = finders(first.path, catalog).map((find) => new FollowedPlaces(first.text, find));
      let document = first;
      return {
        get now() {
          return judge(
            document,
            followed.map(({ places }) => places),
            catalog,
          );
        },
        edit: (edited, change) => {
          document = edited;
          for (const each of followed) each.edit(edited.text, change);
        },
      };
    },
  };
}
