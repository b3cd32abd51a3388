// The matrix as a picture to take away: everything it needs is in it.
import { keyOf, standingOf, type Grid, type Standing } from "./grid.ts";

const SQUARE = 26;
const INK = "#17212b";
const FILLS: Record<Standing, string> = {
  works: "#12613a",
  ending: "#7a4d00",
  open: "#474b9b",
  coming: "#ffffff",
  stopped: "#99202b",
};

function safe(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function matrixSvg(grid: Grid, name: (code: string) => string, note: string): string {
  const names = Math.min(280, 40 + 7 * Math.max(0, ...grid.rows.map((row) => name(row).length)));
  const top = 76;
  const width = names + grid.columns.length * SQUARE + 12;
  const height = top + grid.rows.length * SQUARE + 34;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
      `height="${height}" font-family="sans-serif" font-size="12" fill="${INK}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    '<defs><pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><rect width="2" height="6" fill="#7b8691"/></pattern></defs>',
  ];
  grid.columns.forEach((column, at) => {
    const x = names + at * SQUARE + SQUARE / 2 + 4;
    parts.push(
      `<text transform="translate(${x} ${top - 8}) rotate(-90)"><title>${safe(name(column))}` +
        `</title>${safe(column)}</text>`,
    );
  });
  grid.rows.forEach((row, down) => {
    const y = top + down * SQUARE;
    parts.push(`<text x="6" y="${y + 17}">${safe(name(row))}</text>`);
    grid.columns.forEach((column, across) => {
      parts.push(square(grid, row, column, names + across * SQUARE, y));
    });
  });
  parts.push(`<text x="6" y="${height - 12}" fill="#51606e">${safe(note)}</text></svg>`);
  return parts.join("\n");
}

function square(grid: Grid, row: string, column: string, x: number, y: number): string {
  const found = grid.squares.get(keyOf(row, column));
  const [strongest] = found?.cells ?? [];
  const size = SQUARE - 2;
  const frame = `x="${x}" y="${y}" width="${size}" height="${size}" stroke="#d8d6cc"`;
  if (strongest === undefined) {
    return `<rect ${frame} fill="${found?.gap === true ? "url(#gap)" : row === column ? "#efede6" : "#ffffff"}"/>`;
  }
  const standing = standingOf(strongest.state);
  const ink = standing === "coming" ? INK : "#ffffff";
  const more = (found?.cells.length ?? 0) > 1 ? "+" : "";
  return (
    `<rect ${frame} fill="${FILLS[standing]}"/><text x="${x + size / 2}" y="${y + 16}" ` +
    `text-anchor="middle" font-size="11" fill="${ink}">${strongest.kind}${more}</text>`
  );
}
