/** What is wrong with an icon, or null: Teams wants a PNG of exactly this many pixels each way. */
export function checkIcon(name: string, png: Uint8Array, side: number): string | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const isPng = png.byteLength > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a;
  if (!isPng) return `${name} is not a PNG file.`;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width === side && height === side) return null;
  return `${name} is ${width} × ${height} pixels; Teams wants ${side} × ${side}.`;
}
