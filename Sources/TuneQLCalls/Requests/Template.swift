/// Text with `{name}` placeholders.
enum Template {
    /// Replaces every placeholder with the result of `value` for its name.
    static func expand<Failure: Error>(
        _ text: String,
        _ value: (String) throws(Failure) -> String
    ) throws(Failure) -> String {
        var output = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"),
            let close = rest[open...].firstIndex(of: "}")
        {
            output += rest[..<open]
            output += try value(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }
}
