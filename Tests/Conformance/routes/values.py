"""Values for parameters, which need care in URLs."""

import re

# One segment of a path whose slashes are kept. The client sends reserved characters of such
# values as they are, so those that would end the path cannot be compared.
SEGMENTS = ["a b", "x-1.2_3~4", "ü+:@", "100%", "it's", "日本", "a+b", "v1:run", "(a)"]
# A value that is one segment whatever it holds.
WHOLE = ["p-1", "a b", "folder/sub folder/ü.txt", "a+b:c@d~e", "?#&=", "%2F", "it's", "日本語", "x,y;z"]
QUERY = ["a b", "x/y", "ü+:@~", "a&b=c", "100%", "it's", "?#", "日本", "[x]", "{y}", "a,b"]
# For patterns that allow little.
PLAIN = ["abc1", "a1", "123", "us-central1-a", "projects", "0", "a.b", "x", "aaaaaaaaaaaaaaaaaaaaaaaa"]
FORMATS = {
    "int64": "9007199254740993", "uint64": "18446744073709551615", "int32": "7", "uint32": "7",
    "google-datetime": "2026-01-02T03:04:05.5Z", "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02", "google-duration": "3.5s", "google-fieldmask": "a.b,c", "byte": "YWI+/w==",
}


class Values:
    """Takes values in turn, so that each run has the same ones."""

    def __init__(self):
        self.count = 0

    def next(self, choices):
        self.count += 1
        return choices[self.count % len(choices)]

    def for_query(self, tree):
        """The value of a parameter, for the client: a list where it is repeated."""
        if tree.get("repeated"):
            first, second = self._single(tree), self._single(tree)
            return [first, second] if first != second else [first]
        return self._single(tree)

    def _single(self, tree):
        kind = tree.get("type", "string")
        if kind == "boolean":
            return self.next([True, False])
        if "enum" in tree:
            return self.next(tree["enum"])
        if kind == "integer":
            return self.next([1, 7, 100])
        if kind == "number":
            return self.next([1.5, -0.25, 2.0])
        if tree.get("format") in FORMATS:
            return FORMATS[tree["format"]]
        return self._matching(QUERY, tree.get("pattern"))

    def for_segment(self, tree, is_plain=False):
        """A value of a placeholder that is one segment."""
        if is_plain:
            return PLAIN[0]
        if tree.get("type", "string") != "string" or "enum" in tree or tree.get("format") in FORMATS:
            return self._single({**tree, "repeated": False})
        return self._matching(WHOLE, tree.get("pattern"))

    def _matching(self, choices, pattern):
        value = self.next(choices)
        if pattern is None or re.match(pattern, value):
            return value
        fitting = [value for value in PLAIN if re.match(pattern, value)]
        return fitting[0] if fitting else shortest(re._parser.parse(pattern))

    def from_pattern(self, pattern, is_plain=False):
        """The parts of a value of several segments: fixed texts, and lists of chosen segments."""
        parts = []
        for segment in split(pattern.removeprefix("^").removesuffix("$")):
            if not re.search(r"[\[\](){}*+?\\|.]", segment):
                parts.append(segment)
            elif segment == ".*":
                parts.append([self.next(SEGMENTS), self.next(SEGMENTS)])
            else:
                choices = PLAIN if is_plain else [self.next(SEGMENTS), *PLAIN]
                fitting = [text for text in choices if re.fullmatch(segment, text)]
                parts.append(fitting[:1])
        return parts


def shortest(parsed):
    """A short text that a parsed pattern matches."""
    text = ""
    for kind, argument in parsed:
        match str(kind):
            case "LITERAL":
                text += chr(argument)
            case "NOT_LITERAL" | "ANY":
                text += "a"
            case "IN":
                text += member(argument)
            case "BRANCH":
                text += shortest(argument[1][0])
            case "SUBPATTERN":
                text += shortest(argument[-1])
            case "MAX_REPEAT" | "MIN_REPEAT":
                text += shortest(argument[2]) * argument[0]
    return text


def member(choices):
    """A character of a class."""
    kind, argument = choices[0]
    match str(kind):
        case "LITERAL":
            return chr(argument)
        case "RANGE":
            return chr(argument[0])
        case "CATEGORY":
            return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(argument), "a")
    return next(chr(code) for code in range(ord("a"), 128) if (re._constants.LITERAL, code) not in choices)


def split(pattern):
    """The segments of a pattern: slashes in brackets separate none."""
    parts, depth = [""], 0
    for character in pattern:
        depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(character, 0)
        if character == "/" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts
