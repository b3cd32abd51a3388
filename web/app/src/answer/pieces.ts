// A sentence in pieces: its words, and the values that stand between isolates in it (UAX #9).
export interface Piece {
  text: string;
  value: boolean;
}

export function pieces(sentence: string): Piece[] {
  const found: Piece[] = [];
  const value = /[\u2066\u2067\u2068]([^\u2066-\u2069]*)\u2069/g;
  let at = 0;
  for (const match of sentence.matchAll(value)) {
    if (match.index > at) found.push({ text: sentence.slice(at, match.index), value: false });
    found.push({ text: match[1] ?? "", value: true });
    at = match.index + match[0].length;
  }
  if (at < sentence.length) found.push({ text: sentence.slice(at), value: false });
  return found;
}
