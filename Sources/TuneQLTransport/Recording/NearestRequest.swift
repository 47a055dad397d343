/// Finds the recorded request most similar to one that was not recorded.
enum NearestRequest {
    /// The nearest request and how it differs, for a message.
    static func description(of request: HTTPRequest, among recorded: [HTTPRequest]) -> String {
        let nearest = recorded.max { likeness($0, request) < likeness($1, request) }
        guard let nearest else { return "the recording is empty" }
        return "the nearest is \(nearest.summary)\(difference(nearest, request))"
    }

    private static func difference(_ nearest: HTTPRequest, _ request: HTTPRequest) -> String {
        let (ours, theirs) = (RequestURL(request.url), RequestURL(nearest.url))
        guard nearest.method == request.method, ours.path == theirs.path else { return "" }
        let names = Set(ours.items.symmetricDifference(theirs.items).map(\.name)).sorted()
        guard !names.isEmpty else { return ", whose body differs" }
        return ", whose \(names.joined(separator: ", ")) \(names.count == 1 ? "differs" : "differ")"
    }

    /// The similarity of two requests; the earlier a term of the sum, the greater its weight.
    private static func likeness(_ one: HTTPRequest, _ other: HTTPRequest) -> Int {
        let (ours, theirs) = (RequestURL(one.url), RequestURL(other.url))
        let common = zip(ours.path.utf8, theirs.path.utf8).prefix { $0 == $1 }.count
        let longer = max(ours.path.utf8.count, theirs.path.utf8.count)
        let pathScore = longer == common ? 1_000 : common * 900 / max(1, longer)
        let shared = ours.items.intersection(theirs.items).count
        let different = ours.items.symmetricDifference(theirs.items).count
        return pathScore * 1_000 + (one.method == other.method ? 300_000 : 0)
            + (shared - different) * 10 + (one.body == other.body ? 5 : 0)
    }
}

/// A URL, taken apart for comparison.
private struct RequestURL {
    struct Item: Hashable {
        let name: String
        let value: String
    }

    let path: String
    let items: Set<Item>

    init(_ url: String) {
        let parts = url.split(separator: "?", maxSplits: 1)
        path = parts.first.map(String.init) ?? ""
        let pairs = (parts.count > 1 ? parts[1] : "").split(separator: "&")
        items = Set(
            pairs.map { pair in
                let sides = pair.split(separator: "=", maxSplits: 1)
                return Item(name: String(sides[0]), value: sides.count > 1 ? String(sides[1]) : "")
            }
        )
    }
}
