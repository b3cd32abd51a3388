// Reads QR codes: by the browser itself where it can, else by a decoder that comes for it.
export type Decode = (picture: ImageBitmap | HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: ImageBitmap | HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

async function own(): Promise<Decode | null> {
  const Detector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (Detector === undefined) return null;
  try {
    if (!(await Detector.getSupportedFormats()).includes("qr_code")) return null;
    const detector = new Detector({ formats: ["qr_code"] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

// A code fills a good part of what people point at; more pixels cost time and show no more.
const MAX_EDGE = 1000;

async function fetched(): Promise<Decode> {
  const { default: decodeQR } = await import("qr/decode.js");
  const canvas = document.createElement("canvas");
  return async (picture) => {
    const video = picture instanceof HTMLVideoElement;
    const width = video ? picture.videoWidth : picture.width;
    const height = video ? picture.videoHeight : picture.height;
    if (width === 0 || height === 0) return null;
    const scale = Math.min(1, MAX_EDGE / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return null;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    try {
      return decodeQR({ width: canvas.width, height: canvas.height, data });
    } catch {
      // No code in this picture.
      return null;
    }
  };
}

export const decoder = async (): Promise<Decode> => (await own()) ?? (await fetched());

export async function codeInPicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file);
  try {
    const found = await (await decoder())(picture);
    // A browser's own may miss what the other finds.
    return found ?? (await (await fetched())(picture));
  } finally {
    picture.close();
  }
}
