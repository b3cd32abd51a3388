"""A C++ file as the rules see it: its text, its text without comments and literals, its functions
and its variables. No parser: a scanner of braces that is right for code in this house's format."""

import re

_RAW = re.compile(r'R"([^\s()\\]{0,16})\(')
_LITERAL_PREFIX = re.compile(r"[0-9][0-9a-fA-FxXbB']*$")


def blank_out(text):
    """The text with comments, strings, characters and preprocessor lines turned into spaces; line
    breaks stay, so that positions hold. Quotes stay too, as places where a literal was."""
    out, at, size = [], 0, len(text)

    def skip(end, keep=0):
        nonlocal at
        chunk = text[at:end]
        out.append(chunk[:keep] + re.sub(r"[^\n]", " ", chunk[keep:]))
        at = end

    while at < size:
        two = text[at:at + 2]
        raw = _RAW.match(text, at) if text[at] == "R" else None
        if two == "//":
            skip(_line_end(text, at))
        elif two == "/*":
            end = text.find("*/", at + 2)
            skip(size if end < 0 else end + 2)
        elif raw:
            end = text.find(")" + raw.group(1) + '"', raw.end())
            skip(size if end < 0 else end + len(raw.group(1)) + 2)
        elif text[at] == '"':
            skip(_quote_end(text, at, '"'), keep=1)
        elif text[at] == "'" and not _LITERAL_PREFIX.search(text, max(0, at - 40), at):
            skip(_quote_end(text, at, "'"), keep=1)
        elif text[at] == "#" and not text[text.rfind("\n", 0, at) + 1:at].strip():
            skip(_directive_end(text, at))
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def _line_end(text, at):
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _quote_end(text, at, quote):
    at += 1
    while at < len(text) and text[at] != quote and text[at] != "\n":
        at += 2 if text[at] == "\\" else 1
    return min(at + 1, len(text))


def _directive_end(text, at):
    end = _line_end(text, at)
    while end < len(text) and text[end - 1] == "\\":
        end = _line_end(text, end + 1)
    return end


class Function:
    def __init__(self, line, lines, head):
        self.line, self.lines, self.head = line, lines, head

    def name(self):
        before = self.head[:_parameters_at(self.head)]
        found = re.search(r"(operator\s*\S+|~?\w+)\s*$", before)
        return found.group(1) if found else "a function"

    def parameters(self):
        at = _parameters_at(self.head)
        depth, angle, count, last = 0, 0, 0, ""
        for char in self.head[at:]:
            depth += char in "([{"
            depth -= char in ")]}"
            if depth == 0:
                break
            angle += char == "<"
            angle -= char == ">" and last != "-"
            count += char == "," and depth == 1 and angle <= 0
            last = char
        inside = self.head[at + 1:].lstrip()
        return 0 if inside.startswith(")") else count + 1


def _parameters_at(head):
    for found in re.finditer(r"\(", head):
        before = head[:found.start()].rstrip()
        if re.search(r"\b(noexcept|decltype|alignas|requires|explicit|__attribute__)$", before):
            continue
        if before.endswith("operator") or before.endswith("("):
            continue
        if before.count("[[") != before.count("]]"):
            continue
        return found.start()
    return 0


class _Scope:
    def __init__(self, kind, line, head):
        self.kind, self.line, self.head = kind, line, head


def scan(code):
    """Functions defined at namespace or class scope, and the statements that stand at namespace
    scope, as (line, text). `code` comes from blank_out."""
    scopes, functions, statements = [_Scope("namespace", 1, "")], [], []
    head, head_line, line, parens = "", 1, 1, 0
    for char in code:
        inside = scopes[-1].kind
        if char == "{":
            kind = _kind_of(head, inside, parens)
            scopes.append(_Scope(kind, head_line if head.strip() else line, head))
            if kind != "value":
                head = ""
        elif char == "}":
            scope = scopes.pop() if len(scopes) > 1 else scopes[0]
            if scope.kind == "function" and scopes[-1].kind in ("namespace", "class"):
                functions.append(Function(scope.line, line - scope.line + 1, scope.head))
            if scope.kind != "value":
                head = ""
        elif inside in ("namespace", "class") or inside == "value":
            parens += (char == "(") - (char == ")")
            if inside != "value":
                if char == ";" and parens == 0:
                    if inside == "namespace":
                        statements.append((head_line, " ".join(head.split())))
                    head = ""
                else:
                    if not head.strip() and not char.isspace():
                        head_line = line
                    head += char
        if char == "\n":
            line += 1
    return functions, statements


def _kind_of(head, inside, parens):
    text = re.sub(r"\[\[.*?\]\]", " ", head, flags=re.S)
    text = re.sub(r"\b(public|private|protected)\s*:", " ", text).strip()
    if inside in ("function", "block"):
        return "block"
    if inside == "value" or parens > 0:
        return "value"
    bare = re.sub(r"^(template\s*<[^{}]*?>\s*(?=\w))+", "", text)
    if re.match(r"(inline\s+)?namespace\b", bare) or re.fullmatch(r'extern\s*"', bare):
        return "namespace"
    if re.search(r"(?<![<,\s])\s*=\s*$", bare) or bare.endswith("="):
        return "value"
    if re.match(r"((typedef|static|constexpr|inline|const)\s+)*(class|struct|union|enum)\b", bare) \
            and not bare.endswith(")"):
        return "class"
    if "(" in bare:
        return "function"
    return "value" if bare else "function"
