// Everything to take away, each file with a way to check it before it is kept.
import { useRef, useState } from "preact/hooks";
import { ask } from "../../api/client.ts";
import { useLoaded } from "../../api/loaded.ts";
import { Problem } from "../../api/problem.ts";
import { locale, say } from "../../language/language.ts";
import { Sentence } from "../../language/Sentence.tsx";
import { download } from "../../parts/download.ts";
import { Tag } from "../../parts/signs.tsx";
import { Shown } from "../../parts/states.tsx";
import { Count, Foreign, Identifier, Instant } from "../../parts/text.tsx";
import { catalogue, type Catalogue, type Dataset, type File } from "./catalogue.ts";

export function Downloads() {
  const [loaded, again] = useLoaded(catalogue, []);
  return (
    <section>
      <h2>{say("web.data.downloads")}</h2>
      <p>{say("web.data.downloads-about")}</p>
      <Shown loaded={loaded} again={again}>
        {(told) => <Listed told={told} />}
      </Shown>
    </section>
  );
}

function Listed({ told }: { told: Catalogue }) {
  return (
    <>
      <p class="small">
        <Sentence
          code="web.data.as-of"
          origin={<Identifier>{told.origin}</Identifier>}
          size={<Count>{told.size}</Count>}
          at={<Instant at={told.modified} />}
        />
      </p>
      <ul class="datasets">
        {told.datasets.map((dataset) => (
          <DatasetRow key={dataset.name} dataset={dataset} />
        ))}
      </ul>
    </>
  );
}

function DatasetRow({ dataset }: { dataset: Dataset }) {
  const { text, language } = dataset.description;
  return (
    <li>
      <h3>
        <Identifier>{dataset.name}</Identifier>
      </h3>
      <p class="small">
        <Foreign lang={language}>{text}</Foreign>
      </p>
      {dataset.files.map((file) => (
        <FileRow key={file.name} file={file} />
      ))}
    </li>
  );
}

type Got =
  | { state: "not-yet" }
  | { state: "coming"; bytes: number }
  | { state: "here"; bytes: number; holds: boolean; blob: Blob }
  | { state: "failed" };

function size(bytes: number): string {
  const kilo = bytes < 1_000_000;
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit: kilo ? "kilobyte" : "megabyte",
    maximumFractionDigits: 1,
  }).format(bytes / (kilo ? 1000 : 1_000_000));
}

const hex = (octets: ArrayBuffer): string =>
  [...new Uint8Array(octets)].map((octet) => octet.toString(16).padStart(2, "0")).join("");

async function fetched(
  file: File,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<Got> {
  const response = await ask(file.address, { signal, accept: "*/*" });
  const reader = response.body?.getReader();
  if (reader === undefined) return { state: "failed" };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.length;
    progress(bytes);
  }
  const blob = new Blob(parts);
  const said = await (await ask(file.checksum ?? "", { signal, accept: "*/*" })).text();
  const computed = hex(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return { state: "here", bytes, holds: said.startsWith(`${computed} `), blob };
}

function FileRow({ file }: { file: File }) {
  const [got, setGot] = useState<Got>({ state: "not-yet" });
  const under = useRef<AbortController | null>(null);
  const check = () => {
    const controller = new AbortController();
    under.current = controller;
    setGot({ state: "coming", bytes: 0 });
    fetched(file, controller.signal, (bytes) => setGot({ state: "coming", bytes })).then(
      setGot,
      (thrown: unknown) => {
        if (!(thrown instanceof Problem) && !controller.signal.aborted) console.error(thrown);
        setGot({ state: controller.signal.aborted ? "not-yet" : "failed" });
      },
    );
  };
  // Checksums need a page that came by a secure way.
  const canCheck = file.checksum !== undefined && crypto.subtle !== undefined;
  return (
    <div class="file">
      <a href={file.address} download={file.checksum === undefined ? undefined : file.name}>
        <Identifier>{file.name}</Identifier>
      </a>
      {file.checksum !== undefined && (
        <a class="small" href={file.checksum}>
          {say("web.data.checksum")}
        </a>
      )}
      {canCheck && got.state === "not-yet" && (
        <button type="button" class="quiet small" onClick={check}>
          {say("web.data.check")}
        </button>
      )}
      {got.state === "coming" && (
        <button type="button" class="quiet small" onClick={() => under.current?.abort()}>
          {say("web.state.cancel")}
        </button>
      )}
      {got.state === "here" && got.holds && (
        <button
          type="button"
          class="quiet small"
          onClick={() => download(file.name, got.blob.type, got.blob)}
        >
          {say("web.data.keep")}
        </button>
      )}
      <GotNote got={got} />
    </div>
  );
}

function GotNote({ got }: { got: Got }) {
  return (
    <div role="status" class="row got small">
      {got.state === "coming" && say("web.data.coming", { size: size(got.bytes) })}
      {got.state === "failed" && say("web.data.failed")}
      {got.state === "here" && (
        <>
          <Tag tone={got.holds ? "good" : "bad"}>
            {say(got.holds ? "web.data.holds" : "web.data.broken")}
          </Tag>
          {size(got.bytes)}
        </>
      )}
    </div>
  );
}
