import { readFileSync } from 'node:fs';
import { type Document, isCollection, isMap, isNode, isPair, LineCounter, parseDocument, type YAMLError } from 'yaml';

/** Where something stands in a document: keys and indexes from the root. */
export type YamlPath = readonly (string | number)[];

/** A YAML file with its lines, so that whatever is wrong in it can be shown where an admin finds it. */
export interface YamlSource {
  readonly file: string;
  /** Plain JSON; undefined where the file is no YAML. */
  readonly value: unknown;
  /** What is no YAML, in Chinese. */
  readonly errors: readonly { line: number; message: string }[];
  /** The line (from 1) of the entry a path leads to, or of the nearest entry above it that is there. */
  lineOf(path: YamlPath): number;
  /** Whether a line has Chinese punctuation where YAML wants `:` or `,`. */
  hasChinesePunctuation(line: number): boolean;
}

/** Reads a file. Throws only where it cannot be read at all. */
export function readYaml(file: string): YamlSource {
  return yamlSource(file, readFileSync(file, 'utf8'));
}

function yamlSource(file: string, text: string): YamlSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: true });
  const lines = text.split('\n');
  const lineAt = (offset: number) => lineCounter.linePos(offset).line;
  return {
    file,
    value: document.errors.length > 0 ? undefined : document.toJS(),
    errors: firstCauses(document.errors).map((error) => ({
      line: lineAt(error.pos[0]),
      message: explain(error, text),
    })),
    lineOf: (path) => lineAt(offsetOf(document, path)),
    hasChinesePunctuation: (line) =>
      /[\uFF0C\uFF1A\uFF3B\uFF3D\uFF5B\uFF5D\u201C\u201D]/.test((lines[line - 1] ?? '').replace(/(^|\s)#.*$/, '')),
  };
}

/** One slip makes the reader stumble over the lines after it as well: only the first is worth an admin's time. */
const firstCauses = (errors: readonly YAMLError[]) =>
  errors.filter(({ code }, index) => index === 0 || code === 'DUPLICATE_KEY');

/** Follows the path as far as it leads; a key that is missing is shown at the block it is missing from. */
function offsetOf(document: Document.Parsed, path: YamlPath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (!isCollection(node)) return offset;
    const entry = isMap(node)
      ? node.items.find(({ key }) => String(isNode(key) ? key : '') === String(step))
      : node.items[Number(step)];
    if (entry === undefined) return offset;
    const shown = isPair(entry) ? entry.key : entry;
    offset = (isNode(shown) ? shown.range?.[0] : undefined) ?? offset;
    node = isPair(entry) ? entry.value : entry;
  }
  return offset;
}

const explanations: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: '缩进不对:同一层的行左边要对齐,只用空格',
  TAB_AS_INDENT: '缩进用了制表符(Tab),请换成空格',
  BAD_SCALAR_START: '开头的符号要加引号,例如 @、`、% 开头的内容',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个冒号:文字里有英文冒号时,整段加引号',
  BLOCK_IN_FLOW: '花括号或方括号里不能换成缩进的写法',
  MISSING_CHAR: '少了逗号、冒号、引号或括号',
  MULTILINE_IMPLICIT_KEY: '少了冒号:要写成“名字: 内容”,冒号是英文的,后面空一格',
  UNEXPECTED_TOKEN: '这里多了或放错了符号,请核对括号、逗号和引号',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写错了',
  BAD_ALIAS: '* 开头的内容要加引号',
  MULTIPLE_DOCS: '一个文件里只能有一份规则,不要写 --- 分隔线',
};

function explain({ code, pos }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY') return `“${/[^\s:]+/.exec(text.slice(pos[0]))?.[0]}”写了两次,请删掉一处`;
  return explanations[code] ?? '这一行不是正确的 YAML 写法,请对照别的行改';
}
