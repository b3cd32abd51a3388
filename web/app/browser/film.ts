// A film for a camera that is none: one still picture of a QR code, uncompressed (YUV4MPEG2).
import { writeFileSync } from "node:fs";
import encodeQR from "qr";

const SIZE = 480;
const [BLACK, WHITE, GREY] = [16, 235, 128];

export function filmOf(file: string, text: string): void {
  const code = encodeQR(text, "raw", { border: 4 });
  const scale = Math.floor(SIZE / code.length);
  const margin = Math.floor((SIZE - scale * code.length) / 2);
  const luma = Buffer.alloc(SIZE * SIZE, WHITE);
  for (let y = 0; y < SIZE; ++y) {
    for (let x = 0; x < SIZE; ++x) {
      const row = code[Math.floor((y - margin) / scale)];
      if (row?.[Math.floor((x - margin) / scale)] === true) luma[y * SIZE + x] = BLACK;
    }
  }
  const frame = [Buffer.from("FRAME\n"), luma, Buffer.alloc((SIZE * SIZE) / 2, GREY)];
  const head = Buffer.from(`YUV4MPEG2 W${SIZE} H${SIZE} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...frame, ...frame]));
}
