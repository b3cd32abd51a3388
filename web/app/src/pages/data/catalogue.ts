// What there is in bulk, out of the catalogue (DCAT 3).
import { get } from "../../api/client.ts";

export interface File {
  name: string;
  format: string;
  address: string;
  checksum?: string;
}
export interface Dataset {
  name: string;
  description: { text: string; language: string };
  files: File[];
}
export interface Catalogue {
  origin: string;
  size: number;
  modified: string;
  datasets: Dataset[];
}

interface Link {
  "@id": string;
}
interface Distribution {
  "dcterms:title": string;
  "dcterms:format"?: string;
  "dcat:downloadURL"?: Link;
  "dcat:accessURL"?: Link;
  "dcterms:relation"?: Link;
}
export interface Told {
  "dcterms:title": string;
  "dcterms:modified": string;
  "dcat:version": string;
  "dcat:dataset": {
    "dcterms:identifier": string;
    "dcterms:description"?: { "@value": string; "@language": string };
    "dcat:distribution": Distribution[];
  }[];
}

// The registry may be known by another name than the one in the address bar: what is asked for is
// asked of the server that this page came from.
function local(link: Link | undefined): string | undefined {
  if (link === undefined) return undefined;
  try {
    const { pathname, search } = new URL(link["@id"], "http://registry.invalid");
    return pathname + search;
  } catch {
    return undefined;
  }
}

export function read(told: Told): Catalogue {
  return {
    origin: told["dcterms:title"],
    size: Number(told["dcat:version"]),
    modified: told["dcterms:modified"],
    datasets: told["dcat:dataset"].map((dataset) => {
      const described = dataset["dcterms:description"];
      return {
        name: dataset["dcterms:identifier"],
        description: {
          text: described?.["@value"] ?? "",
          language: described?.["@language"] ?? "en",
        },
        files: dataset["dcat:distribution"].flatMap((file): File[] => {
          const address = local(file["dcat:downloadURL"] ?? file["dcat:accessURL"]);
          const checksum = local(file["dcterms:relation"]);
          if (address === undefined) return [];
          const format = (file["dcterms:format"] ?? "").replace(/ \(.*\)$/, "");
          const one = { name: file["dcterms:title"], format, address };
          return [checksum === undefined ? one : { ...one, checksum }];
        }),
      };
    }),
  };
}

export const catalogue = async (signal: AbortSignal): Promise<Catalogue> =>
  read(await get<Told>("/v1/catalogue", signal));
