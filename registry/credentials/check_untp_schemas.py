#!/usr/bin/python3
"""Holds credentials and entries of the catalogue to their JSON Schemas.

    check_untp_schemas.py SCHEMAS DOCUMENT...

SCHEMAS is the folder of one version of UNTP with dcc/ConformityCredential.json,
dia/DigitalIdentityAnchor.json and cvc/ConformityScheme.json; each DOCUMENT a file. Credentials of
our own kinds are held to spec/credentials (run from the root of the source tree). Exit 0: all are
as the schemas say. 1: not. 77: there is no validator, or a schema that is needed is not at hand.
"""
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator, FormatChecker
except ImportError:
    print("check_untp_schemas: package python3-jsonschema is missing", file=sys.stderr)
    sys.exit(77)

OF_UNTP = {"DigitalConformityCredential": "dcc/ConformityCredential.json",
           "DigitalIdentityAnchor": "dia/DigitalIdentityAnchor.json",
           "ConformityScheme": "cvc/ConformityScheme.json"}
# Classes that the catalogue's schema has for what stands within a scheme.
WITHIN = {"ConformityProfile", "Criterion"}
OWN = pathlib.Path("spec/credentials")


class Absent(Exception):
    """The schema is not at hand."""


def read(path):
    if not path.is_file():
        raise Absent(path)
    return json.loads(path.read_text(encoding="utf-8"))


def schema_for(document, folder):
    if "credentialSchema" in document:
        return read(OWN / (document["credentialSchema"]["id"].rsplit("/", 1)[1] + ".json"))
    types = document["type"]
    kind = next((kind for kind in types if kind in WITHIN), None)
    if kind:
        whole = read(folder / OF_UNTP["ConformityScheme"])
        return {"$schema": whole["$schema"], "$ref": "#/$defs/" + kind, "$defs": whole["$defs"]}
    return read(folder / next(OF_UNTP[kind] for kind in OF_UNTP if kind in types))


def main():
    folder = pathlib.Path(sys.argv[1])
    validators = {}
    faults = 0
    for name in sys.argv[2:]:
        document = json.loads(pathlib.Path(name).read_text(encoding="utf-8"))
        kind = (document["type"][0], document.get("credentialSchema", {}).get("id"))
        if kind not in validators:
            try:
                validators[kind] = Draft202012Validator(schema_for(document, folder),
                                                        format_checker=FormatChecker())
            except Absent as absent:
                print(f"check_untp_schemas: skipped, no {absent}", file=sys.stderr)
                sys.exit(77)
        for error in validators[kind].iter_errors(document):
            faults += 1
            print(f"{name}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
    print(f"check_untp_schemas: {len(sys.argv) - 2} documents held against the schemas")
    sys.exit(1 if faults or len(sys.argv) < 3 else 0)


main()
