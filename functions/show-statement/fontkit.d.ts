/** As much of fontkit 2.0.4 as is used, and that pdfkit takes what it opened: so one opening serves every file. */
declare module 'fontkit' {
  export interface Font {
    readonly unitsPerEm: number;
    glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
    layout(text: string): unknown;
  }
  export function create(file: Uint8Array): Font;
}

declare namespace PDFKit {
  interface PDFDocument {
    /** The catalogue of the file: for what pdfkit has no option. */
    readonly _root: { readonly data: Record<string, unknown> };
  }
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    registerFont(name: string, opened: import('fontkit').Font): this;
  }
}
