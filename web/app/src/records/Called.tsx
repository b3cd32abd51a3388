// What a record is called, each form marked with its language and keeping its own direction.
import { Foreign } from "../parts/text.tsx";
import type { Name } from "./names.ts";

const One = ({ text, lang }: Name) => <Foreign {...(lang && { lang })}>{text}</Foreign>;

export function Called({ name }: { name: Name }) {
  return (
    <>
      <One {...name} />
      {name.beside !== undefined && (
        <>
          {" ("}
          <One {...name.beside} />
          {")"}
        </>
      )}
    </>
  );
}
