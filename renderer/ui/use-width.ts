import { type RefObject, useEffect, useRef, useState } from 'react';

/** The width of an element in pixels, and the reference that it needs; 0 until it is known. */
export function useWidth<Element extends HTMLElement = HTMLDivElement>(): [RefObject<Element | null>, number] {
  const box = useRef<Element>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}

let canvas: CanvasRenderingContext2D | null = null;

/** How wide a text will be drawn, in pixels. */
export function textWidth(words: string, size: number): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return words.length * size * 0.55;
  canvas.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(words).width;
}

/** A text that fits into a width, with a mark where it was cut. */
export function shortened(label: string, width: number, size: number): string {
  if (textWidth(label, size) <= width) return label;
  let letters = label.length - 1;
  while (letters > 1 && textWidth(`${label.slice(0, letters)}…`, size) > width) letters -= 1;
  return `${label.slice(0, letters)}…`;
}
