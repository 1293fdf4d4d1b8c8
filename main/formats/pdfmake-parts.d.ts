/**
 * The parts of pdfmake that its own types leave out: laying out and drawing, which structure is added to (pdf-structure.ts).
 * Old modules: the class is the member `default` of what is imported.
 */

declare module 'pdfmake/js/PDFDocument.js' {
  /** Where a piece of marked content is: what a structure element refers to. */
  export interface MarkedContent {
    readonly refs: readonly unknown[];
  }
  /** An element of the structure. */
  export interface StructureElement {
    add(child: StructureElement | MarkedContent): StructureElement;
    end(): void;
  }
  /** A font of a document: shapes texts into glyphs. */
  export interface PdfFont {
    layoutRun(text: string, features?: readonly string[]): object;
  }
  export interface PdfDocument {
    markContent(tag: string, options?: { readonly type?: string }): PdfDocument;
    markStructureContent(tag: string): MarkedContent;
    endMarkedContent(): PdfDocument;
    struct(type: string, options: Readonly<Record<string, string>>): StructureElement;
    addStructure(element: StructureElement): PdfDocument;
    provideFont(family: string, bold: boolean, italics: boolean): PdfFont;
    on(event: 'data', listener: (chunk: Buffer) => void): PdfDocument;
    on(event: 'end', listener: () => void): PdfDocument;
    on(event: 'error', listener: (error: Error) => void): PdfDocument;
    end(): void;
  }
  const parts: {
    readonly default: new (
      fonts: Readonly<Record<string, Readonly<Record<string, string>>>>,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      files: null,
      mayRead: (path: string) => boolean,
    ) => PdfDocument;
  };
  export default parts;
}

declare module 'pdfmake/js/LayoutBuilder.js' {
  import type { Content, DynamicContent, Margins, Style } from 'pdfmake/interfaces';
  import type { PdfDocument } from 'pdfmake/js/PDFDocument.js';

  /** A part of a page description as it is worked on. */
  export interface LayoutNode {
    readonly text?: unknown;
    readonly table?: { readonly headerRows?: number; readonly body: readonly (readonly LayoutNode[])[] };
    /** Of a cell that another one reaches over. */
    readonly _span?: boolean;
  }
  /** A line of text in its place. Copies of a line share their pieces. */
  export interface Line {
    readonly inlines: object;
  }
  export interface Page {
    readonly items: readonly unknown[];
  }
  class LayoutBuilder {
    constructor(size: { readonly width: number; readonly height: number }, margins: Margins, measure: object);
    layoutDocument(
      content: Content,
      document: PdfDocument,
      styles: object,
      defaultStyle: Style,
      background: undefined,
      header: DynamicContent | undefined,
      footer: DynamicContent | undefined,
    ): Page[];
    protected processNode(node: LayoutNode, alignable?: boolean): void;
    protected processTable(node: LayoutNode): void;
    protected buildNextLine(node: LayoutNode): Line | null;
    protected addHeadersAndFooters(header: DynamicContent | undefined, footer: DynamicContent | undefined): void;
  }
  const parts: { readonly default: typeof LayoutBuilder };
  export default parts;
}

declare module 'pdfmake/js/Renderer.js' {
  import type { Line, Page } from 'pdfmake/js/LayoutBuilder.js';
  import type { PdfDocument } from 'pdfmake/js/PDFDocument.js';

  class Renderer {
    constructor(document: PdfDocument, progress?: undefined);
    renderPages(pages: readonly Page[]): void;
    protected renderLine(line: Line, x: number, y: number): void;
    protected renderVector(vector: object): void;
    protected renderSVG(drawing: object): void;
  }
  const parts: { readonly default: typeof Renderer };
  export default parts;
}

declare module 'pdfmake/js/PageSize.js' {
  import type { Margins, PageOrientation, PageSize } from 'pdfmake/interfaces';

  const parts: {
    normalizePageSize(
      size: PageSize,
      orientation: PageOrientation | undefined,
    ): { readonly width: number; readonly height: number };
    normalizePageMargin(margins: Margins): Margins;
  };
  export default parts;
}

declare module 'pdfmake/js/SVGMeasure.js' {
  const parts: { readonly default: new () => object };
  export default parts;
}
