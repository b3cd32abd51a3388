// What went wrong, as problem documents say it (RFC 9457), and what never reached the server.
export interface ProblemDocument {
  code: string;
  title?: string;
  status?: number;
  place?: string;
  pointer?: string;
  expected?: string;
}

export class Problem extends Error {
  readonly code: string;
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.title ?? document.code);
    this.code = document.code;
    this.document = document;
  }
}

// Not reached: offline, cut off, refused by the network.
export const OFFLINE = "web.problem.offline";
// Answered, but not by this registry: a captive portal, a proxy.
export const NOT_OURS = "web.problem.not-ours";

export async function problemOf(response: Response): Promise<Problem> {
  try {
    const document = (await response.json()) as ProblemDocument;
    if (typeof document.code === "string") return new Problem(document);
  } catch {
    // No problem document.
  }
  return new Problem({ code: NOT_OURS, status: response.status });
}
