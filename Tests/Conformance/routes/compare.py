"""Compares the requests that EXPLAIN shows with those of Google's client."""

import collections
import re
import urllib.parse

# A pattern of one part that several segments match.
MANY = re.compile(r"\[-[^\]^]*/[^\]]*\]")
TOKEN = re.compile("\x01(\\d+)\x02")


class Case:
    """A method, its route, and the values of a call: for the client, and for the statement."""

    def __init__(self, method, route, values):
        self.method = method
        self.route = route
        self.client = {}
        self.ours = {}
        self.problem = None
        self.chosen = []
        self._choose(values)

    def _choose(self, values):
        method, path = self.method, {}
        is_plain = self.route.has_location_host
        for name, reserved in self.placeholders():
            tree = method.parameters[name]
            if reserved and ("enum" in tree or tree.get("type", "string") != "string"):
                path[name] = self._token(str(values.for_query(tree)))
            elif reserved and MANY.search(tree.get("pattern", "")):
                path[name] = self._flat(name)
            elif reserved and "pattern" in tree:
                path[name] = "/".join(
                    part if isinstance(part, str) else "/".join(self._token(text) for text in part)
                    for part in values.from_pattern(tree["pattern"], is_plain)
                )
            elif reserved and "flatPath" in method.tree:
                path[name] = self._flat(name)
            elif reserved:
                path[name] = "/".join(self._token(values.next(["a b", "x:1"])) for _ in range(2))
            else:
                path[name] = self._token(values.for_segment(tree, is_plain))
        self._match(path)
        for name in method.located("query"):
            if name in self.route.named("query") and name not in self.ours:
                self.client[name] = self.ours[name] = values.for_query(method.parameters[name])

    def _flat(self, name):
        """The value of a placeholder whose pattern tells no segments: as the flat path has it."""
        template = re.escape(self.method.path).replace(r"\{", "{").replace(r"\}", "}").replace(r"\+", "+")
        pattern = re.sub(r"\{\+([^}]+)\}", r"(?P<\1>.+)", template)
        pattern = re.sub(r"\{([^}?]+)\}", r"\{\1\}", pattern)
        flat = re.fullmatch(pattern, self.method.tree["flatPath"])[name]
        return re.sub(r"\{[^}]+\}", lambda _: self._token("abc1"), flat)

    def placeholders(self):
        """The placeholders of the path: each name, and whether its slashes are kept."""
        for plus, name in re.findall(r"\{(\+?)([^}]+)\}", self.method.path):
            yield name, plus == "+"

    def _token(self, value):
        self.chosen.append(value)
        return f"\x01{len(self.chosen) - 1}\x02"

    def _real(self, text):
        whole = TOKEN.fullmatch(text)
        if whole:
            return self.chosen[int(whole[1])]
        return TOKEN.sub(lambda match: str(self.chosen[int(match[1])]), text)

    def _match(self, path):
        """Finds the values of the statement: the parts of the path that its placeholders are."""
        self.client = {name: self._real(text) for name, text in path.items()}
        expanded = re.sub(r"\{\+?([^}]+)\}", lambda match: path[match[1]], self.method.path)
        expanded = self.method.document.base_path + expanded.lstrip("/")
        names, pattern, rest = [], "", self.route.path
        while found := re.search(r"\{(\+?)([^}]+)\}", rest):
            names.append(found[2])
            pattern += re.escape(rest[:found.start()]) + ("(.+)" if found[1] else "([^/]+)")
            rest = rest[found.end():]
        match = re.fullmatch(pattern + re.escape(rest), expanded)
        if match is None:
            self.problem = f"{self.route.path} is not {self.method.path}"
            return
        self.ours = {name: self._real(text) for name, text in zip(names, match.groups())}
        self._check_names(names)

    def _check_names(self, names):
        """The names are those of the flat path, or else those of the path."""
        flat = self.method.tree.get("flatPath", self.method.path)
        expected = re.findall(r"\{\+?([^}]+)\}", flat)
        if any(re.match(r"v\d", name) for name in expected):
            return
        if expected != names:
            self.problem = f"the parameters are {names}, not {expected}"

    @property
    def needed(self):
        """The names that a statement has to give."""
        return [
            name for name in self.ours
            if name not in self.method.parameters or self.method.needs(name)
        ]


def parts(url):
    """The parts of a URL as a server reads them: each segment of the path decoded by itself."""
    whole = urllib.parse.urlsplit(url)
    path = [urllib.parse.unquote(segment) for segment in whole.path.split("/")]
    query = collections.Counter(urllib.parse.parse_qsl(whole.query, keep_blank_values=True))
    return whole.scheme, whole.netloc, path, query, whole.fragment


def without(query, names):
    return collections.Counter({pair: count for pair, count in query.items() if pair[0] not in names})


def difference(case, row, request, mask=None):
    """What EXPLAIN's row and the client's request do not agree on; None when they do."""
    if row["resource"] not in (f"google.{case.route.service}.{name}" for name in (case.route.table, case.route.alias)):
        return f"resource {row['resource']}"
    if row["method"] != case.route.name:
        return f"method {row['method']}"
    if row["http"] != request.method:
        return f"{row['http']}, not {request.method}"
    ours, theirs = parts(row["url"]), parts(request.uri)
    for what, one, other in zip(("scheme", "host", "path"), ours, theirs):
        if one != other and not (what == "host" and is_location_host(one, other, case)):
            return f"{what} {one}, not {other}"
    own = set(case.ours)
    query = without(ours[3], {"alt", "fields", "prettyPrint"} - own)
    expected = without(theirs[3], {"alt"} - own)
    if mask:
        expected[mask] += 1
    # A secret is not shown.
    for key, value in [pair for pair in query if pair[1] == "…"]:
        if any(other == key for other, _ in expected):
            query = without(query, {key})
            expected = without(expected, {key})
    return None if query == expected else f"query {query - expected}, not {expected - query}"


def is_location_host(ours, theirs, case):
    """Whether the host is that of the location in the path, in place of the root's."""
    location = case.ours.get("locationsId")
    return location is not None and ours == f"{location}-{theirs}"


def refusal(case, name, result, rivals):
    """How a statement without a parameter ends: a word for the table of counts, or a mismatch.

    `rivals` are the other routes that the statement could mean.
    """
    if error := result.get("error"):
        words = error["message"] + " " + (error.get("help") or "")
        if has_word(words, name):
            return "refused by the parameter's name"
        if "without a WHERE" in words:
            return "refused without a WHERE"
        # The statement is that of a method with other fields.
        first = words.split()[0]
        meant = [rival for rival in rivals if rival.name == first and name not in rival.needed]
        return "taken as another method's" if meant else f"without {name}: {words}"
    rows = result["rows"]
    missing = [row for row in rows if row["missing"]]
    if missing and name in missing[0]["missing"].split(", "):
        return "refused by the parameter's name"
    if missing and has_word(missing[0]["note"], name):
        return "refused by another method's parameter, with this one in the help"
    meant = [rival for rival in rivals if name not in rival.needed]
    if not missing and rows and all(any(is_call(row, rival) for rival in meant) for row in rows):
        return "taken as another method's"
    return f"without {name}: {rows}"


def is_call(row, route):
    """Whether a step calls a route: by its name, and by the form of its path."""
    pattern = "".join(
        "(.+)" if part.startswith("{+") else "([^/]+)" if part.startswith("{") else re.escape(part)
        for part in re.split(r"(\{[^}]+\})", route.path)
    )
    path = urllib.parse.urlsplit(row["url"]).path
    return (row["method"], row["http"]) == (route.name, route.http_method) and re.fullmatch(pattern, path)


def has_word(text, word):
    return re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.]*\w)", text) is not None
