export interface Refusal {
  code: string;
  place?: string;
  expected?: string;
  arguments?: Record<string, string>;
  against?: number[];
}
export declare class Refused extends Error {
  readonly code: string;
  readonly refusal: Refusal;
}

export interface Obligation {
  key: JsonWebKey;
  message: string;
  signature: string;
}

export interface Follower {
  close(): void;
  addBundle(octets: Uint8Array, index: number, count: number): number;
  addDraft(draft: string | object, recordedMs: number): number;
  checkCheckpoint(note: string, vkey: string): void;
  takeObligations(): Obligation[];
  determine(question: string | object): string;
  determineOctets(question: string | object): Uint8Array;
}

export interface Concordat {
  follower(): Follower;
  readonly memorySize: number;
}

export declare function load(source: BufferSource | WebAssembly.Module): Promise<Concordat>;
export declare function failing(
  obligations: readonly Obligation[],
  subtle: SubtleCrypto,
): Promise<Obligation[]>;
