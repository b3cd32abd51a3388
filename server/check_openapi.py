#!/usr/bin/python3
"""Holds a running server to its own description.

    check_openapi.py http://127.0.0.1:PORT QUESTIONS...

Fetches /openapi.json and checks status, fields, media type and body of every answer against it
(JSON Schema 2020-12, as OpenAPI 3.1 says). QUESTIONS is a file of lines "METHOD TARGET
[CONTENT-TYPE BODY]", in whose body "\\n" is a line end. Exit 0: every answer is as described, and
every described operation was asked. 1: not. 77: there is no validator.
"""
import json
import re
import sys
import urllib.error
import urllib.request

try:
    from jsonschema import Draft202012Validator, FormatChecker
except ImportError:
    print("check_openapi: package python3-jsonschema is missing", file=sys.stderr)
    sys.exit(77)


class Unfollowed(urllib.request.HTTPRedirectHandler):
    """A redirection is an answer like any other."""

    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Unfollowed)


def ask(base, method, target, content_type=None, body=None):
    request = urllib.request.Request(base + target, method=method)
    if content_type:
        request.add_header("Content-Type", content_type)
        request.data = body.encode()
    try:
        with OPENER.open(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


class Description:
    def __init__(self, document):
        self.document = document
        self.asked = set()
        # What is literal for longest first, /v1/{kind} before /{kind}/{id}; then what says most.
        self.patterns = sorted(
            ((re.compile("^" + re.sub(r"\\\{\w+\\\}", "(.+)", re.escape(path).replace(
                r"\{kind\}", "([^/]+)")) + "$"), path)
             for path in document["paths"]),
            key=lambda pair: (-len(pair[1].partition("{")[0]), pair[1].count("{"), -len(pair[1])))

    def operation(self, method, target):
        path = target.split("?")[0]
        for pattern, name in self.patterns:
            if pattern.match(path) and method.lower() in self.document["paths"][name]:
                return name, self.document["paths"][name][method.lower()]
        return None, None

    def resolve(self, node):
        while "$ref" in node:
            found = self.document
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def validator(self, schema):
        root = {"$schema": "https://json-schema.org/draft/2020-12/schema",
                "components": self.document["components"], "allOf": [schema]}
        return Draft202012Validator(root, format_checker=FormatChecker())

    def faults(self, method, target, answer):
        status, headers, body = answer
        name, operation = self.operation(method, target)
        if operation is None:
            return ["no path of the description fits"]
        self.asked.add((method.lower(), name))
        responses = operation["responses"]
        described = responses.get(str(status)) or responses.get("default")
        if status >= 500 and str(status) not in responses:
            return [f"status {status}: {body[:200]}"]
        if str(status) not in responses and status < 400:
            return [f"status {status} is not described"]
        described = self.resolve(described)
        missing = [h for h in described.get("headers", {}) if h != "Link" and h not in headers]
        media = (headers.get("Content-Type") or "").split(";")[0]
        content = described.get("content", {})
        if not content and not body:
            return [f"header {h} is missing" for h in missing]
        if media not in content:
            return [f"media type {media!r} is not described for status {status}"]
        documents = []
        if media == "application/x-ndjson":
            documents = [json.loads(line) for line in body.splitlines()]
        elif media.endswith("json") or media == "application/vc":
            documents = [json.loads(body)]
        validator = self.validator(content[media]["schema"])
        return [f"header {h} is missing" for h in missing] + [
            f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
            for document in documents for error in validator.iter_errors(document)]


def main():
    base, questions = sys.argv[1], sys.argv[2]
    status, _, body = ask(base, "GET", "/openapi.json")
    description = Description(json.loads(body))
    for name, schema in description.document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
    failed = status != 200
    count = 0
    for line in open(questions, encoding="utf-8"):
        if not line.strip():
            continue
        method, target, *rest = line.rstrip("\n").split(" ", 3)
        content_type, body = rest if len(rest) == 2 else (None, None)
        answer = ask(base, method, target, content_type,
                     body.replace("\\n", "\n") if body else None)
        count += 1
        for fault in description.faults(method, target, answer):
            failed = True
            print(f"{method} {target} -> {answer[0]}: {fault}")
    for path, operations in description.document["paths"].items():
        for method in operations:
            if (method, path) not in description.asked:
                failed = True
                print(f"{method.upper()} {path}: described and never asked")
    print(f"check_openapi: {count} answers held against the description")
    sys.exit(1 if failed else 0)


main()
