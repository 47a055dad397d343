/// The body of a function, found by the layout of the formatter.
struct Function {
    /// The file and the line of the name.
    let place: String
    /// The lines between the braces; 0 where they are on one line.
    let lineCount: Int

    /// The functions of a file whose bodies have lines of their own, in order of their beginnings.
    ///
    /// The formatter ends a declaration's last line with `{`, and puts `}` below the declaration's first letter.
    static func all(in file: SourceFile) -> [Function] {
        file.lines.indices.compactMap { start in
            guard isFunction(file.lines[start]) else { return nil }
            let indentation = file.lines[start].prefix { $0 == " " }.count
            func isDeeper(_ line: Substring) -> Bool {
                line.isEmpty || line.prefix { $0 == " " }.count > indentation
            }
            // Parameters and conditions are indented; between them come `) throws -> Int` and `where`.
            let continuations = file.lines[start...].dropFirst().prefix {
                isDeeper($0) || continues($0.drop { $0 == " " })
            }
            let declaration = file.lines[start...].prefix(continuations.count + 1)
            guard let opening = declaration.firstIndex(where: { $0.hasSuffix("{") }) else {
                return nil
            }
            let body = file.lines[opening...].dropFirst().prefix(while: isDeeper)
            return Function(place: "\(file.path):\(start + 1)", lineCount: body.count)
        }
    }

    /// Whether a line that is not indented goes on with a declaration.
    private static func continues(_ text: Substring) -> Bool {
        text.hasPrefix(")") || text.hasPrefix("where") || text.hasPrefix("{")
    }

    private static func isFunction(_ line: Substring) -> Bool {
        let modifiers: Set<Substring> = [
            "public", "package", "internal", "private", "fileprivate", "static", "final",
            "override",
            "mutating", "consuming", "borrowing", "nonisolated", "isolated", "convenience",
            "required",
        ]
        let words = line.split(separator: " ").drop {
            modifiers.contains($0) || $0.hasPrefix("@") || $0.hasPrefix("nonisolated(")
        }
        guard let word = words.first else { return false }
        return word == "func" || word == "deinit"
            || ["init(", "init?(", "init<", "subscript("].contains(where: word.hasPrefix)
    }
}
