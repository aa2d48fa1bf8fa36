import { inflateSync } from 'node:zlib';

/** The pixels of an 8-bit RGBA PNG without interlacing, row by row (PNG specification, §7 and §9). */
export function pixelsOf(png: Buffer): readonly { red: number; green: number; blue: number; alpha: number }[] {
  const width = png.readUInt32BE(16);
  if (png[24] !== 8 || png[25] !== 6 || png[28] !== 0) throw new Error('not an 8-bit RGBA PNG');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * 4;
  const bytes: number[] = [];
  for (let row = 0; row * (stride + 1) < data.length; row++) {
    const filter = data[row * (stride + 1)] ?? 0;
    for (let column = 0; column < stride; column++) {
      const raw = data[row * (stride + 1) + 1 + column] ?? 0;
      const left = column < 4 ? 0 : (bytes[row * stride + column - 4] ?? 0);
      const above = row === 0 ? 0 : (bytes[(row - 1) * stride + column] ?? 0);
      const corner = row === 0 || column < 4 ? 0 : (bytes[(row - 1) * stride + column - 4] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      bytes.push((raw + guess) & 0xff);
    }
  }
  return Array.from({ length: bytes.length / 4 }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = bytes.slice(pixel * 4, pixel * 4 + 4);
    return { red, green, blue, alpha };
  });
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
