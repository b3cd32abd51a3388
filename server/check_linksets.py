#!/usr/bin/python3
"""Holds live linksets to a published schema.

    check_linksets.py http://127.0.0.1:PORT SCHEMA TARGET...

Asks each target for its set (`?linkType=linkset`) and validates it (JSON Schema draft 7). Exit 0:
every set is valid. 1: not. 77: there is no validator.
"""
import json
import sys
import urllib.request

try:
    from jsonschema import Draft7Validator
except ImportError:
    print("check_linksets: package python3-jsonschema is missing", file=sys.stderr)
    sys.exit(77)


def main():
    base, schema, *targets = sys.argv[1:]
    with open(schema, encoding="utf-8") as file:
        validator = Draft7Validator(json.load(file))
    failed = 0
    for target in targets:
        with urllib.request.urlopen(base + target + "?linkType=linkset", timeout=60) as answer:
            document = json.load(answer)
        links = 0
        for context in document["linkset"]:
            links += sum(len(found) for name, found in context.items() if name != "anchor")
        faults = [error.message[:200] for error in validator.iter_errors(document)]
        if not links:
            faults.append("no links")
        for fault in faults:
            failed += 1
            print(f"{target}: {fault}")
    print(f"check_linksets: {len(targets)} sets, {failed} faults")
    sys.exit(1 if failed or not targets else 0)


main()
