// RE2 in JavaScript: patterns of a policy run here and nowhere else. Source: https://github.com/le0pard/re2js

import { RE2JS } from 're2js';
import type { LinearEngine } from './linear-engine.ts';

const valueGroup = 'value';

/** Patterns in RE2's syntax; `^` and `$` are the borders of lines. A group named `value` is the match, where there is one.
 *  @param nowMs  a clock that never goes back */
export function linearEngine(nowMs: () => number): LinearEngine {
  return {
    compile(pattern) {
      const compiled = RE2JS.compile(pattern, RE2JS.MULTILINE);
      const hasValue = Object.hasOwn(compiled.namedGroups(), valueGroup);
      return {
        find(text, from) {
          const matcher = compiled.matcher(text);
          for (let at = from; at <= text.length && matcher.find(at);) {
            const group = hasValue && matcher.start(valueGroup) >= 0 ? valueGroup : 0;
            const [start, end] = [matcher.start(group), matcher.end(group)];
            if (end > start) return { start, end };
            at = Math.max(matcher.end(), at) + 1;
          }
          return undefined;
        },
      };
    },
    nowMs,
  };
}
