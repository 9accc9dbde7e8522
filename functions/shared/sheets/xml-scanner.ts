export interface XmlHandler {
  /** Name without its prefix; attributes as they stand, for `attributeOf`. An empty element is opened and closed. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Only between the tags of an element for which `wantsText` holds; may come in parts. */
  text(text: string): void;
  readonly wantsText: boolean;
}

/** What breaks the rules of XML, as far as they are watched here. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';
}

const [SLASH, COLON, BANG, QUESTION, GREATER, QUOTE, APOSTROPHE] = [47, 58, 33, 63, 62, 34, 39];

/**
 * Tags and texts of XML as it comes in pieces. It knows what the parts of a workbook are made of: elements, attributes,
 * character references, CDATA and comments. A document type is refused, so that no entity can be declared. Throws `XmlFault`.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #rest = '';
  #depth = 0;
  #begun = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  write(piece: string): void {
    const xml = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = xml.indexOf('<', at);
      if (tag < 0) break;
      const next = this.#markup(xml, tag, at);
      if (next < 0) break;
      at = next;
    }
    this.#rest = at === 0 ? xml : xml.slice(at);
    if (this.#rest.length > LONGEST) throw new XmlFault('a tag or text without an end');
  }

  /** Throws where anything was left open. */
  end(): void {
    if (!this.#begun || this.#depth !== 0 || this.#rest.trim() !== '') throw new XmlFault('it breaks off');
  }

  /** Takes the text from `at` and the tag that begins at `tag`. Answers where to go on, or -1 where it has not all come. */
  #markup(xml: string, tag: number, at: number): number {
    const second = xml.charCodeAt(tag + 1);
    if (second === BANG || second === QUESTION) return this.#special(xml, tag, at);
    const end = endOfTag(xml, tag + 1);
    if (end < 0) return -1;
    if (this.#handler.wantsText && tag > at) this.#handler.text(unescaped(xml.slice(at, tag)));
    if (second === SLASH) {
      if (--this.#depth < 0) throw new XmlFault('more ends than beginnings');
      this.#handler.close(localName(xml, tag + 2, end));
      return end + 1;
    }
    this.#begun = true;
    const empty = xml.charCodeAt(end - 1) === SLASH;
    const last = empty ? end - 1 : end;
    let space = tag + 1;
    while (space < last && xml.charCodeAt(space) > 32) space++;
    const name = localName(xml, tag + 1, space);
    this.#handler.open(name, space < last ? xml.slice(space, last) : '');
    if (empty) this.#handler.close(name);
    else this.#depth++;
    return end + 1;
  }

  #special(xml: string, tag: number, at: number): number {
    const [opening, closing, cdata] = xml.startsWith('<![CDATA[', tag)
      ? ['<![CDATA[', ']]>', true]
      : xml.startsWith('<!--', tag)
        ? ['<!--', '-->', false]
        : xml.startsWith('<?', tag)
          ? ['<?', '?>', false]
          : ['', '', false];
    if (opening === '') {
      if (xml.length - tag < '<![CDATA['.length) return -1;
      throw new XmlFault('a document type');
    }
    const end = xml.indexOf(closing, tag + opening.length);
    if (end < 0) return -1;
    if (this.#handler.wantsText) {
      if (tag > at) this.#handler.text(unescaped(xml.slice(at, tag)));
      if (cdata) this.#handler.text(xml.slice(tag + opening.length, end));
    }
    return end + closing.length;
  }
}

/** A text of a cell and some: what is longer without a tag is no workbook. */
const LONGEST = 4 * 1024 * 1024;

/** A `>` inside quotes ends nothing. */
function endOfTag(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

function localName(xml: string, from: number, to: number): string {
  for (let at = from; at < to; at++) if (xml.charCodeAt(at) === COLON) return xml.slice(at + 1, to).trimEnd();
  return xml.slice(from, to).trimEnd();
}

/** The value of an attribute, whatever its prefix; undefined where it is not there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + name.length)) {
    const before = attributes.charCodeAt(at - 1);
    if (before > 32 && before !== COLON) continue;
    let equals = at + name.length;
    while (attributes.charCodeAt(equals) <= 32) equals++;
    if (attributes[equals] !== '=') continue;
    let quote = equals + 1;
    while (attributes.charCodeAt(quote) <= 32) quote++;
    const mark = attributes[quote];
    if (mark !== '"' && mark !== "'") continue;
    const end = attributes.indexOf(mark, quote + 1);
    return end < 0 ? undefined : unescaped(attributes.slice(quote + 1, end));
  }
  return undefined;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return plain.includes('&') ? plain.replace(/&(#[xX][\da-fA-F]+|#\d+|\w+);/g, reference) : plain;
}

function reference(whole: string, name: string): string {
  if (name[0] !== '#') return NAMED[name] ?? whole;
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
