export type SheetRefusal =
  /** Not one row with anything in it. */
  | 'no-rows'
  /** No encoding fits the whole text. */
  | 'encoding'
  /** A workbook of Excel 97 to 2003. */
  | 'old-workbook'
  | 'password'
  /** A picture, a document, a page of the web: named in the message. */
  | 'not-a-sheet'
  /** It breaks off, or breaks the rules of its own format. */
  | 'damaged'
  | 'nested-zip'
  /** Unpacks to more than a worker takes. */
  | 'too-large'
  /** Changes to a list, and nothing that says who came and who left. */
  | 'no-changes'
  | 'too-many-columns'
  | 'cell-too-long';

/** A file that cannot be read as a sheet at all. `message` is Chinese, for the person who sent it, says what to do and repeats no cell. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';
  readonly code: SheetRefusal;

  constructor(code: SheetRefusal, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
