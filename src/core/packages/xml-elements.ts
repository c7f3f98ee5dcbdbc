// Elements of an XML text with their places: pom.xml, project files of .NET. A reader for such files, not for all of XML: no entity
// is ever expanded (the five that XML itself defines are), nothing outside of the text is looked at, namespaces stay as written.
// Source: https://www.w3.org/TR/xml/

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface XmlElement {
  readonly name: string;
  /** Position of the element around it in the list; -1 at the top. */
  readonly parent: number;
  readonly start: number;
  readonly attributes: readonly XmlAttribute[];
  /** Of the first text inside, without blanks around it; '' when there is none. */
  text: string;
  textStart: number;
}

/** Deeper ones are no manifest. */
const maxDepth = 200;

/** All elements in the order of the text. Never throws; linear. */
export function readXml(text: string): { readonly elements: readonly XmlElement[]; readonly problemAt?: number } {
  const elements: XmlElement[] = [];
  const open: number[] = [];
  let problemAt: number | undefined;
  const problem = (at: number): void => {
    problemAt ??= Math.min(at, text.length);
  };
  let position = 0;
  while (position < text.length) {
    const tag = text.indexOf('<', position);
    takeText(elements[open.at(-1) ?? -1], text, position, tag < 0 ? text.length : tag);
    if (tag < 0) break;
    position = afterSpecial(text, tag) ?? -1;
    if (position >= 0) continue;
    const close = endOfTag(text, tag);
    if (close < 0) {
      problem(tag);
      break;
    }
    position = close + 1;
    if (text[tag + 1] === '/') {
      const name = text.slice(tag + 2, close).trim();
      const index = open.pop();
      if (index === undefined || elements[index]?.name !== name) {
        problem(tag);
        const around = open.findLastIndex((each) => elements[each]?.name === name);
        if (around >= 0) open.length = around;
      }
      continue;
    }
    const name = /^[^\s/>]+/.exec(text.slice(tag + 1, Math.min(close, tag + 300)))?.[0];
    if (name === undefined || open.length > maxDepth) {
      problem(tag);
      continue;
    }
    elements.push({
      name,
      parent: open.at(-1) ?? -1,
      start: tag,
      attributes: attributesIn(text, tag + 1 + name.length, close),
      text: '',
      textStart: close + 1,
    });
    if (text[close - 1] !== '/') open.push(elements.length - 1);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) problem(elements[unclosed]?.start ?? 0);
  return { elements, ...(problemAt === undefined ? {} : { problemAt }) };
}

/** After a comment, a CDATA section, a processing instruction or a DOCTYPE with all it declares; undefined for tags. */
function afterSpecial(text: string, at: number): number | undefined {
  const ends = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    return end < 0 ? text.length : end + mark.length;
  };
  if (text.startsWith('<!--', at)) return ends('-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return ends(']]>', at + 9);
  if (text.startsWith('<?', at)) return ends('?>', at + 2);
  if (!text.startsWith('<!', at)) return undefined;
  const subset = text.indexOf('[', at);
  const plain = text.indexOf('>', at);
  if (subset < 0 || (plain >= 0 && plain < subset)) return plain < 0 ? text.length : plain + 1;
  return ends('>', ends(']', subset));
}

/** The `>` of a tag, past quoted values; -1 when it never ends. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let position = from + 1; position < text.length; position++) {
    const character = text[position] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return position;
    else if (character === '<') return -1;
  }
  return -1;
}

function attributesIn(text: string, from: number, to: number): readonly XmlAttribute[] {
  const inside = text.slice(from, to);
  return [...inside.matchAll(/([^\s=/"'<>]{1,200})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/g)].map((match) => {
    const raw = match[2] ?? match[3] ?? '';
    const end = from + match.index + match[0].length - 1;
    return { name: match[1] ?? '', value: decodeText(raw), start: end - raw.length, end };
  });
}

function takeText(element: XmlElement | undefined, text: string, from: number, to: number): void {
  if (element === undefined || element.text !== '' || to <= from) return;
  const raw = text.slice(from, to);
  const trimmed = raw.trim();
  if (trimmed === '') return;
  element.text = decodeText(trimmed);
  element.textStart = from + raw.indexOf(trimmed);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeText(raw: string): string {
  return raw.includes('&') ? raw.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '') : raw;
}
