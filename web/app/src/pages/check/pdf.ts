// Files that a PDF carries (ISO 32000-2, 7.11.4): streams whose dictionary says /EmbeddedFile, plain
// or deflated. Nothing else of a PDF is read, and no more than what is bounded here.
const MAX_FILES = 8;
const MAX_INFLATED_BYTES = 1 << 20;
const MAX_DICTIONARY = 4096;

export async function embeddedFiles(octets: Uint8Array): Promise<Uint8Array[]> {
  // One octet a character: places in the text are places in the file.
  const text = new TextDecoder("latin1").decode(octets);
  const found: Uint8Array[] = [];
  const kind = /\/EmbeddedFile(?![A-Za-z])/g;
  for (const match of text.matchAll(kind)) {
    if (found.length === MAX_FILES) break;
    const stream = streamAround(text, match.index);
    if (stream === null) continue;
    const raw = octets.subarray(stream.from, stream.until);
    const file = stream.deflated ? await inflated(raw) : raw.slice(0, MAX_INFLATED_BYTES);
    if (file !== null) found.push(file);
  }
  return found;
}

interface Stream {
  from: number;
  until: number;
  deflated: boolean;
}

function streamAround(text: string, at: number): Stream | null {
  const opened = text.lastIndexOf(" obj", at);
  const begin = /stream(\r\n|\n)/g;
  begin.lastIndex = at;
  const started = begin.exec(text);
  if (opened === -1 || started === null || started.index - opened > MAX_DICTIONARY) return null;
  const dictionary = text.slice(opened + 4, started.index);
  if (dictionary.includes("endobj")) return null;
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1] ?? "";
  const names = filters.match(/\/\w+/g) ?? [];
  if (names.length > 1 || (names.length === 1 && !/^\/(FlateDecode|Fl)$/.test(names[0] ?? ""))) {
    return null;
  }
  const from = started.index + started[0].length;
  const until = endOf(text, dictionary, from);
  return until === null ? null : { from, until, deflated: names.length === 1 };
}

// By its length, where the dictionary has it and it leads to the end; else up to "endstream".
function endOf(text: string, dictionary: string, from: number): number | null {
  const length = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (length !== undefined) {
    const until = from + Number(length);
    if (/^\s*endstream/.test(text.slice(until, until + 16))) return until;
  }
  const end = text.indexOf("endstream", from);
  if (end === -1) return null;
  const line = /\r?\n$/.exec(text.slice(Math.max(from, end - 2), end))?.[0].length ?? 0;
  return end - line;
}

async function inflated(raw: Uint8Array): Promise<Uint8Array | null> {
  try {
    const stream = new Blob([raw as BlobPart]).stream().pipeThrough(new DecompressionStream("deflate"));
    const reader = stream.getReader();
    const parts: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_INFLATED_BYTES) {
        await reader.cancel();
        return null;
      }
      parts.push(value);
    }
    return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  } catch {
    return null;
  }
}
