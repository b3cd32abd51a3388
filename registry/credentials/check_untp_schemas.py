#!/usr/bin/python3
"""Holds credentials to the JSON Schemas that UNTP publishes.

    check_untp_schemas.py SCHEMAS CREDENTIAL...

SCHEMAS is the folder of one version with dcc/ConformityCredential.json and
dia/DigitalIdentityAnchor.json; each CREDENTIAL a file. Exit 0: all are as the schemas say. 1: not.
77: there is no validator, or there are no schemas.
"""
import json
import pathlib
import sys

try:
    from jsonschema import Draft202012Validator, FormatChecker
except ImportError:
    print("check_untp_schemas: package python3-jsonschema is missing", file=sys.stderr)
    sys.exit(77)

SCHEMAS = {"DigitalConformityCredential": "dcc/ConformityCredential.json",
           "DigitalIdentityAnchor": "dia/DigitalIdentityAnchor.json"}


def main():
    folder = pathlib.Path(sys.argv[1])
    if not all((folder / name).is_file() for name in SCHEMAS.values()):
        print(f"check_untp_schemas: skipped, no schemas in {folder}", file=sys.stderr)
        sys.exit(77)
    validators = {kind: Draft202012Validator(json.loads((folder / name).read_text()),
                                             format_checker=FormatChecker())
                  for kind, name in SCHEMAS.items()}
    faults = 0
    for name in sys.argv[2:]:
        credential = json.loads(pathlib.Path(name).read_text())
        kind = next(kind for kind in SCHEMAS if kind in credential["type"])
        for error in validators[kind].iter_errors(credential):
            faults += 1
            print(f"{name}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")
    print(f"check_untp_schemas: {len(sys.argv) - 2} credentials held against the schemas")
    sys.exit(1 if faults or len(sys.argv) < 3 else 0)


main()
