declare module 'subset-font' {
  interface SubsetOptions {
    readonly targetFormat: 'truetype';
    /** OpenType layout features to keep; none of them makes setting a line faster. */
    readonly keepFeatures?: readonly string[];
    readonly noHinting?: boolean;
  }
  const subsetFont: (font: Buffer, text: string, options: SubsetOptions) => Promise<Buffer>;
  export = subsetFont;
}
