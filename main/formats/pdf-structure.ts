import type { Content, DynamicContent } from 'pdfmake/interfaces';
import layout, { type LayoutNode, type Line, type Page } from 'pdfmake/js/LayoutBuilder.js';
import type { MarkedContent, PdfDocument, StructureElement } from 'pdfmake/js/PDFDocument.js';
import drawing from 'pdfmake/js/Renderer.js';

/** An old module's class: some loaders hand out the module, some what it is about. */
export function classOf<Class extends abstract new (...given: never) => unknown>(
  part: Class | { readonly default: Class },
): Class {
  return 'default' in part ? part.default : part;
}

/** What a part of a document is (ISO 32000-1, 14.8.4). A text that says nothing of itself is a paragraph. */
export type Tag =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Span'
  | 'L'
  | 'LI'
  | 'TOC'
  | 'TOCI'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure';

/** What else is told to a reader that does not see the page. */
export interface TagText {
  /** Instead of a picture. */
  readonly alt?: string;
  /** Instead of what stands there: boxes of which one is ticked are no words. */
  readonly actual?: string;
}

/** Tells what a part of a page description is. The library keeps what it does not know, so the part itself carries it. */
export function tagged<Part extends Content>(part: Part, tag: Tag, text: TagText = {}): Part {
  // A bare string has no room for it.
  return Object.assign(typeof part === 'string' ? { text: part } : part, { structure: { tag, ...text } }) as Part;
}

/** An element while the document is laid out and drawn. */
export interface Structure extends TagText {
  readonly tag: Tag;
  readonly scope?: 'Column';
  readonly children: Structure[];
  readonly contents: MarkedContent[];
}

interface Marked extends LayoutNode {
  readonly structure?: TagText & { readonly tag: Tag };
}

/** A line that knows which element it belongs to; null for what stands on every page. */
interface MarkedLine extends Line {
  element?: Structure | null;
}

/** What a row is in what a table says that it is. */
const ROWS: Readonly<Partial<Record<Tag, Tag>>> = { Table: 'TR', TOC: 'TOCI', L: 'LI' };

type Repeated = DynamicContent | undefined;

/** Elements that hold text and no paragraphs. */
const HOLDS_TEXT: readonly Tag[] = ['H1', 'H2', 'H3', 'P', 'Span', 'TH', 'TD', 'LI', 'TOCI'];

/** Lays a document out and writes down its structure in the order in which it is read. */
export class StructuredLayout extends classOf(layout) {
  readonly root: Structure = newElement('Document');
  #at: Structure | null = this.root;
  readonly #cells = new Map<LayoutNode, Structure>();

  protected override processNode(node: Marked, alignable?: boolean): void {
    const before = this.#at;
    if (before !== null) this.#at = this.#elementOf(node, before);
    super.processNode(node, alignable);
    this.#at = before;
  }

  #elementOf(node: Marked, parent: Structure): Structure {
    const cell = this.#cells.get(node);
    if (cell) return cell;
    if (node.structure) return add(parent, newElement(node.structure.tag, node.structure));
    if (node.text === undefined || HOLDS_TEXT.includes(parent.tag)) return parent;
    return add(parent, newElement('P'));
  }

  /** A table of figures has rows and cells, a list has rows; one that only puts things beside one another has neither. */
  protected override processTable(node: Marked): void {
    const at = this.#at;
    const row = node.structure && ROWS[node.structure.tag];
    if (at !== null && node.table && row) {
      node.table.body.forEach((cells, index) => {
        const element = add(at, newElement(row));
        const head = index < (node.table?.headerRows ?? 0);
        for (const cell of cells) {
          if (cell._span) continue;
          if (row !== 'TR') this.#cells.set(cell, element);
          else this.#cells.set(cell, add(element, newElement(head ? 'TH' : 'TD', head ? { scope: 'Column' } : {})));
        }
      });
    }
    super.processTable(node);
  }

  protected override buildNextLine(node: Marked): MarkedLine | null {
    const line: MarkedLine | null = super.buildNextLine(node);
    if (line !== null) line.element = this.#at;
    return line;
  }

  protected override addHeadersAndFooters(header: Repeated, footer: Repeated): void {
    this.#at = null;
    super.addHeadersAndFooters(header, footer);
    this.#at = this.root;
  }
}

/** Draws the pages; text is marked as the content of its element, all else as decoration. */
export class StructuredRenderer extends classOf(drawing) {
  readonly #document: PdfDocument;
  readonly #drawn = new WeakSet<object>();
  /** What is being marked: an element, decoration (null), or nothing yet. */
  #open: Structure | null | undefined;

  constructor(document: PdfDocument) {
    super(document);
    this.#document = document;
  }

  override renderPages(pages: readonly Page[]): void {
    for (const page of pages) {
      super.renderPages([page]);
      if (this.#open !== undefined) this.#document.endMarkedContent();
      this.#open = undefined;
    }
  }

  protected override renderLine(line: MarkedLine, x: number, y: number): void {
    // The head of a table is drawn again on every page, and read once.
    this.#mark(this.#drawn.has(line.inlines) ? null : (line.element ?? null));
    this.#drawn.add(line.inlines);
    super.renderLine(line, x, y);
  }

  protected override renderVector(vector: object): void {
    this.#mark(null);
    super.renderVector(vector);
  }

  protected override renderSVG(picture: object): void {
    this.#mark(null);
    super.renderSVG(picture);
  }

  #mark(element: Structure | null): void {
    if (element === this.#open) return;
    if (this.#open !== undefined) this.#document.endMarkedContent();
    this.#open = element;
    if (element === null) this.#document.markContent('Artifact');
    else element.contents.push(this.#document.markStructureContent(element.tag));
  }
}

/** Writes the structure into the document, once everything is drawn. Elements without content are left out. */
export function writeStructure(document: PdfDocument, root: Structure): void {
  const write = ({ tag, alt, actual, scope, children, contents }: Structure, parent: StructureElement | null) => {
    const element = document.struct(tag, {
      ...(alt === undefined ? {} : { alt }),
      ...(actual === undefined ? {} : { actual }),
      ...(scope === undefined ? {} : { scope }),
    });
    if (parent === null) document.addStructure(element);
    else parent.add(element);
    for (const content of contents) element.add(content);
    for (const child of children) if (holdsAnything(child)) write(child, element);
    element.end();
  };
  write(root, null);
}

function holdsAnything({ tag, contents, children }: Structure): boolean {
  // A cell that is empty keeps the columns of its row in order.
  return tag === 'TD' || tag === 'TH' || contents.length > 0 || children.some(holdsAnything);
}

function newElement(tag: Tag, more: TagText & { readonly scope?: 'Column' } = {}): Structure {
  return { ...more, tag, children: [], contents: [] };
}

function add(parent: Structure, child: Structure): Structure {
  parent.children.push(child);
  return child;
}
