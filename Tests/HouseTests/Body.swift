/// The body of a function, property, subscript or accessor, found by the formatter's layout.
struct Body {
    /// The file and the line of the declaration.
    let place: String
    /// The lines between the braces.
    let lineCount: Int

    /// The bodies in a file that have lines of their own, in order of their beginnings.
    ///
    /// Bodies inside another one count as well. The formatter ends a declaration's last line with
    /// `{`, and puts `}` below the declaration's first letter.
    static func all(in file: SourceFile) -> [Body] {
        file.lines.indices.compactMap { start in
            guard hasBody(file.lines[start]) else { return nil }
            let indentation = file.lines[start].prefix { $0 == " " }.count
            func isDeeper(_ line: Substring) -> Bool {
                line.isEmpty || line.prefix { $0 == " " }.count > indentation
            }
            // Parameters and conditions are indented; between them come `) throws -> Int` and `where`.
            let continuations = file.lines[start...].dropFirst().prefix {
                isDeeper($0) || continues($0.drop { $0 == " " })
            }
            let declaration = file.lines[start...].prefix(continuations.count + 1)
            guard let opening = declaration.firstIndex(where: opensBody) else { return nil }
            let body = file.lines[opening...].dropFirst().prefix(while: isDeeper)
            return Body(place: "\(file.path):\(start + 1)", lineCount: body.count)
        }
    }

    /// Whether a line ends with a brace, or with the parameters of a closure: `{ text in`.
    private static func opensBody(_ line: Substring) -> Bool {
        line.hasSuffix("{") || line.hasSuffix(" in") && line.contains("{")
    }

    /// Whether a line that is not indented continues a declaration.
    private static func continues(_ text: Substring) -> Bool {
        text.hasPrefix(")") || text.hasPrefix("where") || text.hasPrefix("{")
    }

    private static let modifiers: Set<Substring> = [
        "public", "package", "internal", "private", "fileprivate", "static", "final", "override",
        "mutating", "nonmutating", "consuming", "borrowing", "nonisolated", "isolated", "lazy",
        "convenience", "required", "unsafe",
    ]
    private static let keywords: Set<Substring> = [
        "func", "deinit", "var", "let", "get", "set", "willSet", "didSet", "_read", "_modify",
    ]

    /// Whether a line begins a declaration that may have a body.
    private static func hasBody(_ line: Substring) -> Bool {
        let words = line.split(separator: " ").drop {
            modifiers.contains($0) || $0.hasPrefix("@") || $0.hasPrefix("nonisolated(")
                || $0.hasSuffix("(set)")
        }
        guard let word = words.first else { return false }
        return keywords.contains(word.prefix { $0 != "(" })
            || ["init(", "init?(", "init<", "subscript(", "subscript<"]
                .contains(where: word.hasPrefix)
    }
}
